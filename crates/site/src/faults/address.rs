//! Problems with addresses that the text or the data link to.

use std::fmt;

use super::message::Quoted;

/// A problem with the address of a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AddressProblem {
    /// It is not a complete address.
    NotWhole,
    /// It contains a user name or a password.
    UserInfo,
    /// Browsers refuse to connect to its port.
    Port,
    /// A warning: the connection is not encrypted.
    Unencrypted,
    /// A warning: the address is plain text, not a link.
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
