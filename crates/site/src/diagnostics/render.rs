//! Renders diagnostics as compilers do: the file, the line, the problem and how to fix it.

use std::{
    env,
    io::{self, IsTerminal},
    ops::Range,
};

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::{Diagnostic, Severity};

/// The output format of diagnostics.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutputStyle {
    /// Plain text, for files, pipes and tests.
    Plain,
    /// With terminal colours.
    Styled,
}

impl OutputStyle {
    /// Colours, if standard error is a terminal and `NO_COLOR` is not set (<https://no-color.org>).
    #[must_use]
    pub fn for_stderr() -> Self {
        let is_disabled = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        if io::stderr().is_terminal() && !is_disabled {
            Self::Styled
        } else {
            Self::Plain
        }
    }
}

/// At most this many diagnostics are rendered; the rest is only counted. Nobody reads that many,
/// and the first may be the cause of all.
const RENDERED: usize = 1_000;
/// Excerpts longer than this many bytes are left out: nobody reads a line that long.
const LONGEST: usize = 20_000;

/// The rendered diagnostics, each followed by an empty line, then their count.
#[must_use]
pub fn render(diagnostics: &[Diagnostic], style: OutputStyle) -> String {
    let renderer = match style {
        OutputStyle::Plain => Renderer::plain(),
        OutputStyle::Styled => Renderer::styled(),
    };
    let mut lines = Vec::new();
    for diagnostic in diagnostics.iter().take(RENDERED) {
        lines.push(rendered(diagnostic, &renderer));
        lines.push(String::new());
    }
    lines.push(count(diagnostics));
    lines.join("\n")
}

/// The number of errors and warnings: `2 errors, 1 warning`.
fn count(diagnostics: &[Diagnostic]) -> String {
    if RENDERED < diagnostics.len() {
        return format!("more than {RENDERED} errors and warnings; the first are shown above");
    }
    let errors = diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.is_error())
        .count();
    let counts = [(errors, "error"), (diagnostics.len() - errors, "warning")];
    let parts = counts.iter().filter(|(count, _)| 0 < *count);
    let parts = parts.map(|(count, word)| match count {
        1 => format!("1 {word}"),
        _ => format!("{count} {word}s"),
    });
    parts.collect::<Vec<_>>().join(", ")
}

fn rendered(diagnostic: &Diagnostic, renderer: &Renderer) -> String {
    let level = match diagnostic.kind.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(diagnostic.kind.to_string());
    let group = match excerpt(diagnostic) {
        Some(excerpt) => title.element(excerpt),
        None => title.element(address(diagnostic)),
    };
    renderer.render(&[with_help(group, diagnostic)])
}

/// The place of a diagnostic in a file that is empty or whose line is too long to show.
fn address(diagnostic: &Diagnostic) -> Origin<'_> {
    let file = Origin::path(diagnostic.file.path());
    if diagnostic.file.text().is_empty() {
        return file;
    }
    let (line, column) = diagnostic.file.line_and_column(diagnostic.span.start);
    file.line(line).char_column(column)
}

fn with_help<'a>(group: Group<'a>, diagnostic: &Diagnostic) -> Group<'a> {
    match diagnostic.kind.help() {
        Some(help) => group.element(Level::HELP.message(help)),
        None => group,
    }
}

/// The lines that the diagnostic concerns, or `None` if there is nothing to show. The renderer
/// scans all the text that it gets, once per diagnostic, so it gets only these lines.
fn excerpt(diagnostic: &Diagnostic) -> Option<Snippet<'_, Annotation<'_>>> {
    let text = diagnostic.file.text();
    let here = within_its_line(text, &diagnostic.span);
    let first = diagnostic
        .kind
        .first()
        .map(|first| within_its_line(text, first));
    // An earlier occurrence that is far away is left out.
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

    let (line, _) = diagnostic.file.line_and_column(lines.start);
    let snippet = Snippet::source(source)
        .path(diagnostic.file.path())
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

/// The part of `span` on its first line, so that a long block is marked on one line only.
fn within_its_line(text: &str, span: &Range<usize>) -> Range<usize> {
    let start = text.floor_char_boundary(span.start);
    let end = text.floor_char_boundary(span.end.min(line_end(text, start)));
    start..end.max(start)
}

fn line_start(text: &str, offset: usize) -> usize {
    text[..offset].rfind('\n').map_or(0, |newline| newline + 1)
}

/// The end of the line that contains `offset`, before its line break.
fn line_end(text: &str, offset: usize) -> usize {
    let rest = &text[offset..];
    let line = rest.find('\n').map_or(rest, |newline| &rest[..newline]);
    offset + line.strip_suffix('\r').unwrap_or(line).len()
}
