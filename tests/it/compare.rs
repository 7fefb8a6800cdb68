//! Entries side by side.

use landfall::catalog::EntryId;
use landfall::compare::{Cell, Matrix, Standing};

use crate::sample;

fn matrix(ids: &[&str], baseline: Option<&str>) -> Matrix {
    let id = |id: &str| id.parse::<EntryId>().expect(id);
    let ids: Vec<EntryId> = ids.iter().map(|text| id(text)).collect();
    Matrix::new(&sample::catalog(), &ids, baseline.map(id).as_ref())
}

fn standing(cell: &Cell) -> Option<Standing> {
    match cell {
        Cell::Known(_, against) => against.map(|against| against.standing),
        _ => None,
    }
}

#[test]
fn rows_stand_in_the_order_of_the_catalog_and_those_without_an_answer_are_left_out() {
    let rows: Vec<String> =
        matrix(&["kubernetes", "swarm-mode"], None).rows.iter().map(|row| row.criterion.to_string()).collect();
    assert_eq!(rows, ["hosting", "current_version", "max_nodes", "max_request_time", "gpu"]);
}

#[test]
fn an_entry_named_twice_or_unknown_has_no_second_column() {
    let found = matrix(&["gke", "nothing", "gke", "amazon-ecs"], None);
    assert_eq!(found.entries.iter().map(EntryId::as_str).collect::<Vec<_>>(), ["gke", "amazon-ecs"]);
    assert!(found.rows.iter().all(|row| row.cells.len() == 2));
    assert!(found.heads.iter().all(|head| head.cells.len() == 2));
}

#[test]
fn a_gap_beside_an_answer_is_a_difference() {
    let differing: Vec<String> =
        matrix(&["gke", "amazon-ecs"], None).differences().rows.iter().map(|row| row.criterion.to_string()).collect();
    assert_eq!(differing, ["control_plane_price", "max_nodes", "autoscaling", "sla", "gpu", "ga_since"]);
}

#[test]
fn the_same_amount_in_another_unit_is_no_difference() {
    let found = matrix(&["gke", "openshift"], Some("gke"));
    let price = found.rows.iter().find(|row| row.criterion.as_str() == "control_plane_price").expect("a price");
    assert!(!price.differs);
    assert_eq!(standing(&price.cells[1]), Some(Standing::Equal));
}

#[test]
fn cells_stand_against_the_baseline_and_the_baseline_against_nothing() {
    let found = matrix(&["gke", "amazon-ecs", "dedicated"], Some("gke"));
    assert_eq!(found.baseline, Some(0));
    let row = |id: &str| found.rows.iter().find(|row| row.criterion.as_str() == id).expect(id);
    let standings = |id: &str| row(id).cells.iter().map(standing).collect::<Vec<_>>();
    assert_eq!(standings("max_nodes"), [None, Some(Standing::Worse), None]);
    assert_eq!(standings("control_plane_price"), [None, Some(Standing::Better), Some(Standing::Different)]);
    assert_eq!(standings("gpu"), [None, Some(Standing::Worse), None]);
    assert!(matches!(row("max_nodes").cells[2], Cell::NotFound(_)));
    assert!(matches!(row("gpu").cells[2], Cell::Unknown));
}

#[test]
fn one_entry_alone_differs_from_nothing() {
    let found = matrix(&["gke"], None);
    assert!(!found.rows.is_empty() && found.rows.iter().all(|row| !row.differs));
}
