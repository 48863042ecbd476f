//! Problems with addresses that the text or the data link to.

use super::{Severity, diagnostic::diagnostics, quoted::Quoted};

diagnostics! {
    /// An address, as the author wrote it, that cannot be linked to or is doubtful.
    pub enum AddressProblem {
        /// It is not a complete address.
        NotWhole(address: String) => {
            written: address,
            message: format!("{} is not a complete address", Quoted(address)),
            help: "write it as in `https://example.org/` or `mailto:desk@example.org`",
        }

        /// It contains a user name or a password.
        UserInfo(address: String) => {
            written: address,
            message: format!(
                "the address {} contains a user name or a password",
                Quoted(address)
            ),
            help: "remove everything before the `@`",
        }

        /// Browsers refuse to connect to its port.
        Port(address: String) => {
            written: address,
            message: format!(
                "the address {} uses a port that browsers block",
                Quoted(address)
            ),
            help: "remove the port, or correct it",
        }

        /// The connection is not encrypted.
        Unencrypted(address: String) => {
            severity: Severity::Warning,
            written: address,
            message: format!("the connection to {} is not encrypted", Quoted(address)),
            help: "write `https:` if the site supports it",
        }

        /// The address is plain text, not a link.
        Bare(address: String) => {
            severity: Severity::Warning,
            written: address,
            message: format!("{} is shown as plain text, not as a link", Quoted(address)),
            help: format!("write `[words]({address})`"),
        }
    }
}
