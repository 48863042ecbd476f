//! Faults drawn as compilers draw theirs: the file, the line, what is wrong and how to mend it.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::{Fault, FaultKind};

/// For whom faults are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// Text only: files, pipes, tests.
    Plain,
    /// With a terminal's colours.
    Styled,
}

/// More faults than these are only counted: nobody reads them, and the first may well be the cause
/// of all.
const DRAWN: usize = 1_000;
/// What a fault repeats is shown beside it when no more bytes than these lie between.
const NEAR: usize = 100_000;

/// The drawings of `faults`, each set off from the next by an empty line.
#[must_use]
pub fn draw(faults: &[Fault], look: Look) -> String {
    let renderer = match look {
        Look::Plain => Renderer::plain(),
        Look::Styled => Renderer::styled(),
    };
    let mut text = String::new();
    for fault in faults.iter().take(DRAWN) {
        text.push_str(&drawing(fault, &renderer));
        text.push_str("\n\n");
    }
    if DRAWN < faults.len() {
        let more = faults.len() - DRAWN;
        text.push_str(&format!("and {more} more\n\n"));
    }
    text
}

fn drawing(fault: &Fault, renderer: &Renderer) -> String {
    let title = Level::ERROR.primary_title(fault.kind.to_string());
    let group = if fault.file.text().is_empty() {
        title.element(Origin::path(fault.file.path()))
    } else {
        title.element(excerpt(fault))
    };
    renderer.render(&[with_help(group, fault)])
}

fn with_help<'a>(group: Group<'a>, fault: &Fault) -> Group<'a> {
    match fault.kind.help() {
        Some(help) => group.element(Level::HELP.message(help)),
        None => group,
    }
}

/// The lines that the fault is about. Only these are handed to the renderer, which goes through
/// all that it is given, once for each fault.
fn excerpt(fault: &Fault) -> Snippet<'_, annotate_snippets::Annotation<'_>> {
    let text = fault.file.text();
    let here = within_its_line(text, &fault.span);
    let first = earlier(&fault.kind)
        .filter(|first| first.start.abs_diff(fault.span.start) < NEAR)
        .map(|first| within_its_line(text, first));
    let from = first
        .as_ref()
        .map_or(here.start, |span| span.start.min(here.start));
    let to = first
        .as_ref()
        .map_or(here.end, |span| span.end.max(here.end));
    let lines = line_start(text, from)..line_end(text, to);
    let shifted = |span: Range<usize>| span.start - lines.start..span.end - lines.start;

    let (line, _) = fault.file.line_and_column(lines.start);
    let snippet = Snippet::source(&text[lines.clone()])
        .path(fault.file.path())
        .line_start(line)
        .annotation(AnnotationKind::Primary.span(shifted(here)));
    match first {
        Some(first) => {
            let context = AnnotationKind::Context.span(shifted(first));
            snippet.annotation(context.label("the first"))
        }
        None => snippet,
    }
}

/// What the fault repeats.
fn earlier(kind: &FaultKind) -> Option<&Range<usize>> {
    match kind {
        FaultKind::DuplicateId { first, .. } | FaultKind::SecondMapText { first } => Some(first),
        _ => None,
    }
}

/// As much of `span` as is on its first line, so that a long block draws as one line.
fn within_its_line(text: &str, span: &Range<usize>) -> Range<usize> {
    let start = text.floor_char_boundary(span.start);
    let end = text.floor_char_boundary(span.end.min(line_end(text, start)));
    start..end.max(start)
}

fn line_start(text: &str, offset: usize) -> usize {
    text[..offset].rfind('\n').map_or(0, |newline| newline + 1)
}

/// Where the line of `offset` ends, before its line break.
fn line_end(text: &str, offset: usize) -> usize {
    let rest = &text[offset..];
    let line = rest.find('\n').map_or(rest, |newline| &rest[..newline]);
    offset + line.strip_suffix('\r').unwrap_or(line).len()
}
