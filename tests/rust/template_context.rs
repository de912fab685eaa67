//! `docs/template-context.md` says what templates are given, as the structs of `src/view/` have it.
//!
//! The document is made from the structs and their comments. `FANZHA_WRITE_DOCS=1 cargo test template_context`
//! writes it anew.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use syn::{Fields, GenericArgument, Item, Lit, Meta, PathArguments, Type};

use crate::sandbox::project;

const DOCUMENT: &str = "docs/template-context.md";

const HEAD: &str = "# What templates are given

Made from the structs of `src/view/`; a test compares. Every template sees three keys: `t`, the labels of the page's
language (`themes/default/i18n/`), `site`, which all pages of a language share, and `page`, whose fields depend on the
template. Numbers, dates and counts are text in the page's language, URLs are final. Only fields whose names end in
`_html`, `_svg` or `_json` may be printed with `| safe`. How to make a theme is told in [themes.md](themes.md).

";

/// A struct that templates see.
struct Shape {
    name: String,
    about: String,
    fields: Vec<(String, Type, String)>,
}

/// The comment of an item, as one line of text for each paragraph.
fn comment(attributes: &[syn::Attribute]) -> String {
    let lines = attributes.iter().filter_map(|attribute| match &attribute.meta {
        Meta::NameValue(pair) if pair.path.is_ident("doc") => match &pair.value {
            syn::Expr::Lit(literal) => match &literal.lit {
                Lit::Str(text) => Some(text.value().trim().to_owned()),
                _ => None,
            },
            _ => None,
        },
        _ => None,
    });
    lines.collect::<Vec<_>>().join(" ").trim().replace("[`", "`").replace("`]", "`").replace('|', "\\|")
}

/// Every struct of `src/view/` that is serialised, in order of files and lines.
fn shapes() -> Vec<Shape> {
    let mut paths: Vec<_> = fs::read_dir(project().join("src/view"))
        .expect("the folder is there")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .collect();
    paths.sort();
    let mut shapes = Vec::new();
    for path in paths {
        let file = syn::parse_file(&fs::read_to_string(&path).expect("readable")).expect("Rust");
        for item in file.items {
            let Item::Struct(item) = item else { continue };
            let Fields::Named(fields) = item.fields else { continue };
            let fields = fields.named.into_iter().map(|field| {
                let name = field.ident.as_ref().expect("a named field").to_string();
                (name, field.ty, comment(&field.attrs))
            });
            shapes.push(Shape {
                name: item.ident.to_string(),
                about: comment(&item.attrs),
                fields: fields.collect(),
            });
        }
    }
    shapes
}

/// A type as writers of templates see it; `used` learns which structs it names.
fn told(kind: &Type, used: &mut BTreeSet<String>) -> String {
    let Type::Path(path) = kind else { return "text".to_owned() };
    let last = path.path.segments.last().expect("a type has a name");
    let inner = match &last.arguments {
        PathArguments::AngleBracketed(arguments) => {
            arguments.args.iter().find_map(|argument| match argument {
                GenericArgument::Type(inner) => Some(told(inner, used)),
                _ => None,
            })
        }
        _ => None,
    };
    match (last.ident.to_string().as_str(), inner) {
        ("Option", Some(inner)) => format!("{inner}, or nothing"),
        ("Vec", Some(inner)) => format!("list of {inner}"),
        ("String", _) => "text".to_owned(),
        ("bool", _) => "true or false".to_owned(),
        ("usize" | "u32" | "f64", _) => "number".to_owned(),
        (name, _) => {
            used.insert(name.to_owned());
            format!("[{name}](#{})", name.to_lowercase())
        }
    }
}

fn section(shape: &Shape, used: &mut BTreeSet<String>) -> String {
    let mut text =
        format!("## {}\n\n{}\n\n| field | type | meaning |\n|---|---|---|\n", shape.name, shape.about);
    for (name, kind, about) in &shape.fields {
        text.push_str(&format!("| `{name}` | {} | {about} |\n", told(kind, used)));
    }
    text + "\n"
}

/// The contexts of templates first, then what they hold, in the order in which it is met.
fn document() -> String {
    let shapes = shapes();
    let by_name: BTreeMap<&str, &Shape> = shapes.iter().map(|shape| (shape.name.as_str(), shape)).collect();
    let is_context = |shape: &&Shape| shape.about.starts_with("Context of `");
    let mut waiting: Vec<&Shape> = shapes.iter().filter(is_context).collect();
    waiting.extend(by_name.get("SiteShell"));
    let mut told = BTreeSet::new();
    let mut text = HEAD.to_owned();
    while !waiting.is_empty() {
        let mut used = BTreeSet::new();
        for shape in waiting {
            if told.insert(shape.name.clone()) {
                text.push_str(&section(shape, &mut used));
            }
        }
        waiting =
            used.iter().filter(|name| !told.contains(*name)).map(|name| by_name[name.as_str()]).collect();
    }
    text.trim_end().to_owned() + "\n"
}

#[test]
fn the_document_says_what_the_structs_hold() {
    let path = project().join(DOCUMENT);
    let made = document();
    if std::env::var_os("FANZHA_WRITE_DOCS").is_some() {
        fs::write(&path, &made).expect("written");
    }
    let found = fs::read_to_string(&path).unwrap_or_default();
    let differs = made.lines().zip(found.lines()).find(|(made, found)| made != found);
    assert!(
        made == found,
        "{DOCUMENT} is behind the structs of src/view/; FANZHA_WRITE_DOCS=1 cargo test template_context writes it. First difference: {differs:?}"
    );
}

#[test]
fn every_template_of_a_page_has_its_context_told() {
    let made = document();
    let templates = fs::read_dir(project().join("themes/default/templates")).expect("the folder is there");
    let names = templates.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
    for name in names.filter(|name| name.ends_with(".html") && name != "base.html") {
        assert!(made.contains(&format!("Context of `{name}`")), "{name}");
    }
}

#[test]
fn every_field_is_explained() {
    for line in document().lines().filter(|line| line.starts_with("| `")) {
        assert!(!line.ends_with("|  |"), "{line}");
    }
}
