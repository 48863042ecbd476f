//! What can be wrong with an address that words or data link to.

use std::fmt;

use super::message::Quoted;

/// Why an address is not linked to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AddressProblem {
    /// It is not a whole address.
    NotWhole,
    /// It carries a user name or a password.
    UserInfo,
    /// Its port cannot be opened by a browser.
    Port,
    /// A warning: its connection is not encrypted.
    Unencrypted,
    /// A warning: it stands in the words as plain text.
    Bare,
}

pub(super) fn message(
    problem: &AddressProblem,
    address: &str,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    let quoted = Quoted(address);
    match problem {
        AddressProblem::NotWhole => write!(f, "{quoted} is not a whole address"),
        AddressProblem::UserInfo => {
            write!(
                f,
                "the address {quoted} has a user name or a password in it"
            )
        }
        AddressProblem::Port => {
            write!(
                f,
                "the address {quoted} has a port that browsers do not open"
            )
        }
        AddressProblem::Unencrypted => {
            write!(f, "the connection to {quoted} is not encrypted")
        }
        AddressProblem::Bare => write!(f, "{quoted} is shown as plain text, not as a link"),
    }
}

pub(super) fn help(problem: &AddressProblem, address: &str) -> String {
    match problem {
        AddressProblem::NotWhole => {
            "write it as in `https://example.org/` or `mailto:desk@example.org`".to_owned()
        }
        AddressProblem::UserInfo => "remove what stands before the `@`".to_owned(),
        AddressProblem::Port => "remove the port, or correct it".to_owned(),
        AddressProblem::Unencrypted => {
            "write `https:` if the site can be reached that way".to_owned()
        }
        AddressProblem::Bare => format!("write `[words]({address})`"),
    }
}
