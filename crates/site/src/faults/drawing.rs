//! Faults drawn as compilers draw theirs: the file, the line, what is wrong and how to mend it.

use std::{
    env,
    io::{self, IsTerminal},
    ops::Range,
};

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::{Fault, FaultKind, Severity};

/// For whom faults are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// Text only: files, pipes, tests.
    Plain,
    /// With a terminal's colours.
    Styled,
}

impl Look {
    /// Colours for a terminal whose reader has not asked for none, as <https://no-color.org> says.
    #[must_use]
    pub fn for_stderr() -> Self {
        let is_unwelcome = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        if io::stderr().is_terminal() && !is_unwelcome {
            Self::Styled
        } else {
            Self::Plain
        }
    }
}

/// More faults than these are only counted: nobody reads them, and the first may well be the cause
/// of all.
const DRAWN: usize = 1_000;
/// More bytes than these are not drawn: a line as long is no line that anyone reads.
const LONGEST: usize = 20_000;

/// The drawings of `faults`, each followed by an empty line, and how many there are.
#[must_use]
pub fn draw(faults: &[Fault], look: Look) -> String {
    let renderer = match look {
        Look::Plain => Renderer::plain(),
        Look::Styled => Renderer::styled(),
    };
    let mut lines = Vec::new();
    for fault in faults.iter().take(DRAWN) {
        lines.push(drawing(fault, &renderer));
        lines.push(String::new());
    }
    lines.push(count(faults));
    lines.join("\n")
}

/// `2 errors, 1 warning`.
fn count(faults: &[Fault]) -> String {
    if DRAWN < faults.len() {
        return format!("more than {DRAWN} errors and warnings, the first of them above");
    }
    let errors = faults.iter().filter(|fault| fault.is_error()).count();
    let counts = [(errors, "error"), (faults.len() - errors, "warning")];
    let said = counts.iter().filter(|(count, _)| 0 < *count);
    let said = said.map(|(count, word)| match count {
        1 => format!("1 {word}"),
        _ => format!("{count} {word}s"),
    });
    said.collect::<Vec<_>>().join(", ")
}

fn drawing(fault: &Fault, renderer: &Renderer) -> String {
    let level = match fault.kind.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(fault.kind.to_string());
    let group = match excerpt(fault) {
        Some(excerpt) => title.element(excerpt),
        None => title.element(address(fault)),
    };
    renderer.render(&[with_help(group, fault)])
}

/// Where the fault is, for a file without text or with a line too long to be shown.
fn address(fault: &Fault) -> Origin<'_> {
    let file = Origin::path(fault.file.path());
    if fault.file.text().is_empty() {
        return file;
    }
    let (line, column) = fault.file.line_and_column(fault.span.start);
    file.line(line).char_column(column)
}

fn with_help<'a>(group: Group<'a>, fault: &Fault) -> Group<'a> {
    match fault.kind.help() {
        Some(help) => group.element(Level::HELP.message(help)),
        None => group,
    }
}

/// The lines that the fault is about; none when there is nothing to be shown. Only these are handed
/// to the renderer, which goes through all that it is given, once for each fault.
fn excerpt(fault: &Fault) -> Option<Snippet<'_, Annotation<'_>>> {
    let text = fault.file.text();
    let here = within_its_line(text, &fault.span);
    let first = earlier(&fault.kind).map(|first| within_its_line(text, first));
    // What is repeated far above stays out.
    let first = first.filter(|first| first.start.abs_diff(here.start) < LONGEST);
    let marked = first.iter().chain([&here]);
    let from = marked.clone().map(|span| span.start).min()?;
    let to = marked.map(|span| span.end).max()?;
    let lines = line_start(text, from)..line_end(text, to);
    let source = text.get(lines.clone())?;
    if text.is_empty() || LONGEST < source.len() {
        return None;
    }
    let shifted = |span: Range<usize>| span.start - lines.start..span.end - lines.start;

    let (line, _) = fault.file.line_and_column(lines.start);
    let snippet = Snippet::source(source)
        .path(fault.file.path())
        .line_start(line)
        .annotation(AnnotationKind::Primary.span(shifted(here)));
    Some(match first {
        Some(first) => {
            let context = AnnotationKind::Context.span(shifted(first));
            snippet.annotation(context.label("the first"))
        }
        None => snippet,
    })
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
