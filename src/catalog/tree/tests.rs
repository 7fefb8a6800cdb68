use super::*;

/// The tree in one line: `{a: b@1:4, …}` without marks.
fn shape(node: &Node<'_>) -> String {
    match &node.content {
        Content::Null => "~".to_owned(),
        Content::Bad => "!".to_owned(),
        Content::Scalar(text) => text.to_string(),
        Content::List(items) => format!("[{}]", items.iter().map(shape).collect::<Vec<_>>().join(", ")),
        Content::Map(pairs) => {
            let pairs: Vec<String> = pairs.iter().map(|pair| format!("{}: {}", pair.key, shape(&pair.value))).collect();
            format!("{{{}}}", pairs.join(", "))
        }
    }
}

fn read(text: &str) -> String {
    shape(&parse(text).root)
}

/// The flaws as `line:column message`.
fn flaws(text: &str) -> Vec<String> {
    let line = |flaw: &Flaw| format!("{}:{} {}", flaw.mark.line, flaw.mark.column, flaw.fault);
    parse(text).flaws.iter().map(line).collect()
}

#[test]
fn scalars_stay_as_they_are_written() {
    assert_eq!(read("a: 1.10\nb: yes\nc: 'no'\nd: \"x\\ty\"\ne: 0x10"), "{a: 1.10, b: yes, c: no, d: x\ty, e: 0x10}");
}

#[test]
fn nothing_is_nothing_only_without_quotes() {
    assert_eq!(read("a:\nb: ~\nc: null\nd: ''\ne: 'null'\nf: '~'"), "{a: ~, b: ~, c: ~, d: , e: null, f: ~}");
    let Content::Map(pairs) = parse("a:\nd: ''").root.content else { panic!("a map") };
    assert_eq!(pairs[0].value.content, Content::Null);
    assert_eq!(pairs[1].value.content, Content::Scalar("".into()));
}

#[test]
fn places_count_characters() {
    let tree = parse("é: {ü: 日本語}");
    let Content::Map(outer) = &tree.root.content else { panic!("a map") };
    let Content::Map(inner) = &outer[0].value.content else { panic!("a map") };
    assert_eq!(outer[0].mark, Mark { line: 1, column: 1, length: 1 });
    assert_eq!(outer[0].value.mark, Mark { line: 1, column: 4, length: 1 });
    assert_eq!(inner[0].value.mark, Mark { line: 1, column: 8, length: 3 });
}

#[test]
fn carriage_returns_and_a_byte_order_mark_change_nothing() {
    assert_eq!(parse("\u{feff}a: 1\r\nb:\r\n  - 2\r\n"), parse("a: 1\nb:\n  - 2\n"));
}

#[test]
fn the_first_of_two_equal_keys_stays() {
    assert_eq!(read("a: 1\nb: 2\na: [3]"), "{a: 1, b: 2}");
    assert_eq!(flaws("a: 1\nb: 2\na: [3]"), ["3:1 the key `a` stands here a second time"]);
}

#[test]
fn keys_are_told_apart_in_large_maps_too() {
    let mut text: String = (0..100).map(|key| format!("k{key}: 1\n")).collect();
    text.push_str("k7: 2\nk99: 2\nk100: 1\n");
    let said = flaws(&text);
    assert_eq!(said, ["101:1 the key `k7` stands here a second time", "102:1 the key `k99` stands here a second time"]);
}

#[test]
fn a_tag_is_refused_and_the_rest_is_read() {
    assert_eq!(read("q: !status:retired\nr: [1, !x 2]\ns: !!str 3"), "{q: !, r: [1, !], s: 3}");
    let said = flaws("q: !status:retired\nr: [1, !x 2]\ns: !!str 3");
    assert_eq!(
        said,
        ["1:4 `!status:retired` is a tag in YAML and not a text", "2:8 `!x` is a tag in YAML and not a text"]
    );
}

#[test]
fn a_key_that_is_no_text_is_dropped_with_its_value() {
    assert_eq!(read("{[a]: 1, b: 2}"), "{b: 2}");
    assert_eq!(flaws("{[a]: 1, b: 2}"), ["1:2 a key must be a text"]);
    assert_eq!(flaws("~: 1"), ["1:1 a key must be a text"]);
}

#[test]
fn what_stands_before_an_error_stays() {
    let tree = parse("a: 1\nb: [2, 3]\nc: [4, 5\nd: }");
    assert_eq!(shape(&tree.root), "{a: 1, b: [2, 3], c: [4]}");
    assert!(!tree.is_whole());
    assert_eq!(flaws("a:\n\tb: 2"), ["2:1 a tab stands where YAML wants spaces"]);
}

#[test]
fn a_merge_in_progress_is_named_and_nothing_after_it_is_read() {
    let text = "a: 1\n<<<<<<< ours\nb: 2\n=======\nb: 3\n>>>>>>> theirs\n";
    assert_eq!(read(text), "{a: 1}");
    assert_eq!(flaws(text), ["2:1 two versions of the text wait to be merged"]);
    assert_eq!(flaws("a: |\n  <<<<<<< \nb: 1"), [""; 0]);
}

#[test]
fn only_the_first_document_is_read() {
    let text = "---\na: 1\n---\nb: 2\n";
    assert_eq!(read(text), "{a: 1}");
    assert_eq!(flaws(text), ["3:1 a second document begins in the same file"]);
    assert!(parse(text).is_whole());
}

#[test]
fn aliases_are_written_out() {
    assert_eq!(read("a: &x [1, 2]\nb: *x\nc: {d: *x}"), "{a: [1, 2], b: [1, 2], c: {d: [1, 2]}}");
    assert_eq!(flaws("a: *x"), ["1:4 a word that begins with `*` is no text in YAML"]);
    assert_eq!(read("a: &x [1, *x]"), "{a: [1, !]}");
    assert_eq!(flaws("a: &x [1, *x]"), ["1:11 an alias stands inside of what it names"]);
}

#[test]
fn aliases_that_swell_are_stopped() {
    let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..10 {
        let inside = vec![format!("*a{}", level - 1); 10].join(", ");
        bomb.push_str(&format!("a{level}: &a{level} [{inside}]\n"));
    }
    assert!(flaws(&bomb).iter().any(|said| said.ends_with("aliases add more than 100000 nodes")), "{:?}", flaws(&bomb));
    let long = format!("a: &a '{}'\nb: [{}]", "x".repeat(100_000), "*a,".repeat(1_000));
    assert!(flaws(&long).iter().any(|said| said.ends_with("aliases add more than 100000 nodes")));
}

#[test]
fn depth_ends_at_64_levels_by_whichever_way() {
    let nested = |levels: usize| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
    assert_eq!(flaws(&nested(64)), [""; 0]);
    assert_eq!(flaws(&nested(65)), ["1:65 more than 64 levels of lists and maps"]);
    assert_eq!(flaws(&"[".repeat(100_000)), ["1:256 more than 64 levels of lists and maps"]);
    assert_eq!(flaws(&"- ".repeat(100_000)), ["1:129 more than 64 levels of lists and maps"]);
    let by_alias = format!("a: &a {}\nb: &b [[[[*a]]]]\n", nested(60));
    assert_eq!(flaws(&by_alias), ["2:11 more than 64 levels of lists and maps"]);
}

#[test]
fn a_bracket_without_end_is_not_held_in_memory() {
    let text = format!("- 1\n- [{}]\n", "x,".repeat(1_000_000));
    assert_eq!(flaws(&text), ["1:3 after this a text or a bracket goes on for more than 1000000 characters"]);
    assert_eq!(read(&text), "[1]");
}

#[test]
fn flaws_are_counted_too() {
    let text: String = (0..2_000).map(|_| "a: 1\n").collect();
    let tree = parse(&text);
    assert_eq!(tree.flaws.len(), 1_001);
    assert!(!tree.is_whole());
}

/// The parts under `items` that are handed over, and the tree that is left.
fn parts(text: &str) -> (Vec<String>, String) {
    let mut taken = Vec::new();
    let tree = parse_parts(Extract::whole(text), "items", &mut |list, node| {
        taken.push(format!("{} {}", list.line, shape(&node)))
    });
    (taken, shape(&tree.root))
}

#[test]
fn parts_are_handed_over_and_their_list_stays_empty() {
    let (taken, left) = parts("a:\n- name: x\n  items:\n  - 1\n  - {items: [2]}\n- items: [3]\n  rest: [4]\n");
    assert_eq!(taken, ["4 1", "4 {items: [2]}", "6 3"]);
    assert_eq!(left, "{a: [{name: x, items: []}, {items: [], rest: [4]}]}");
}

#[test]
fn what_aliases_copy_is_not_handed_over() {
    let (taken, left) = parts("a: &a {items: [1]}\nb: *a\nitems: &i [2]\nc: {items: *i}\nd: {items: [*i]}\n");
    assert_eq!(taken, ["5 [2]"]);
    assert_eq!(left, "{a: {items: [1]}, b: {items: [1]}, items: [2], c: {items: [2]}, d: {items: []}}");
}

#[test]
fn a_part_that_the_text_does_not_end_is_handed_over_too() {
    assert_eq!(parts("items:\n- {a: 1}\n- a: 2\n  b: [3, 4\nc: }\n").0, ["2 {a: 1}", "2 {a: 2, b: [3]}"]);
}

#[test]
fn an_empty_text_is_nothing() {
    for text in ["", "\n", "# only a comment\n", "---\n"] {
        assert_eq!(read(text), "~", "{text:?}");
        assert_eq!(flaws(text), [""; 0], "{text:?}");
    }
}
