//! Problems with addresses that the text or the data link to.

use super::{Severity, diagnostic::diagnostics, quoted::Quoted};

diagnostics! {
    /// An address, as the author wrote it, that cannot be linked to or is doubtful.
    pub enum AddressProblem {
        /// It is not a complete address.
        NotWhole(address: String) => {
            written: address,
            message: format!("{} is not a whole address", Quoted(address)),
            help: "write it as in `https://example.org/` or `mailto:desk@example.org`",
        }

        /// It contains a user name or a password.
        UserInfo(address: String) => {
            written: address,
            message: format!(
                "the address {} has a user name or a password in it",
                Quoted(address)
            ),
            help: "remove what stands before the `@`",
        }

        /// Browsers refuse to connect to its port.
        Port(address: String) => {
            written: address,
            message: format!(
                "the address {} has a port that browsers do not open",
                Quoted(address)
            ),
            help: "remove the port, or correct it",
        }

        /// The connection is not encrypted.
        Unencrypted(address: String) => {
            severity: Severity::Warning,
            written: address,
            message: format!("the connection to {} is not encrypted", Quoted(address)),
            help: "write `https:` if the site can be reached that way",
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
