use crate::OpenEnum;

/// A member, required or optional, that becomes part of the host name
/// ([`hostLabel` trait](https://smithy.io/2.0/spec/endpoint-traits.html#hostlabel-trait)).
pub trait HostLabel {
    /// Returns the text of the member, if it is present.
    fn host_label(&self) -> Option<&str>;
}

impl HostLabel for String {
    fn host_label(&self) -> Option<&str> {
        Some(self)
    }
}

impl<T: OpenEnum> HostLabel for T {
    fn host_label(&self) -> Option<&str> {
        Some(self.as_str())
    }
}

impl<T: HostLabel> HostLabel for Option<T> {
    fn host_label(&self) -> Option<&str> {
        self.as_ref()?.host_label()
    }
}
