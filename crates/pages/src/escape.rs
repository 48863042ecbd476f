//! Escapes text that HTML and XML are written from as text. Views escape theirs themselves.

/// `text` as HTML or XML text, or as the value of an attribute in double quotes.
#[must_use]
pub fn escaped(text: &str) -> String {
    html_escape::encode_double_quoted_attribute(text).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_becomes_no_markup_and_ends_no_attribute() {
        assert_eq!(
            escaped("a \"b\" <c> & d's"),
            "a &quot;b&quot; &lt;c&gt; &amp; d's"
        );
    }
}
