//! Where the page of an edition is in the site.

use crate::folder::Edition;

/// The location of an edition's page in the site.
pub(super) struct Place {
    pub(super) language: String,
    pub(super) path: String,
    /// The relative path from its folder to the root of the site.
    pub(super) up: &'static str,
}

impl Place {
    /// The page of the first language is at the root, the others in folders of their own.
    pub(super) fn of(editions: &[Edition]) -> Vec<Self> {
        let places = editions.iter().enumerate().map(|(index, edition)| {
            let (path, up) = match index {
                0 => ("index.html".to_owned(), ""),
                _ => ([edition.subtag(), "/index.html"].concat(), "../"),
            };
            Self {
                language: edition.article.language.clone(),
                path,
                up,
            }
        });
        places.collect()
    }

    /// The page's folder, with a trailing slash unless it is the root.
    pub(super) fn folder(&self) -> &str {
        self.path.strip_suffix("index.html").unwrap_or_default()
    }

    /// The path from the page to a file in its own folder; `path` is relative to the site's root.
    pub(super) fn relative_path<'a>(&self, path: &'a str) -> &'a str {
        path.strip_prefix(self.folder()).unwrap_or(path)
    }
}
