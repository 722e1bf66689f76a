//! Transfers of a responsibility from one organization to another.

use org_types::{Error, HandshakeState, ResponsibilityTransferStatus};

use crate::state::{Handshake, State};

impl State {
    /// Checks that the caller can accept a transfer, and accepts it. The handshake ends afterwards.
    pub(crate) fn accept_transfer(
        &mut self,
        caller: &str,
        handshake: &Handshake,
    ) -> Result<(), Error> {
        self.managed_by(caller)?;
        let transfer = handshake
            .transfer
            .as_ref()
            .and_then(|id| self.transfers.get_mut(id));
        if let Some(transfer) = transfer {
            transfer.status = ResponsibilityTransferStatus::Accepted;
        }
        Ok(())
    }

    /// Ends a transfer whose handshake was declined, cancelled or has expired.
    pub(crate) fn end_transfer(&mut self, id: &str, state: &HandshakeState) {
        if let Some(transfer) = self.transfers.get_mut(id) {
            transfer.status = ResponsibilityTransferStatus::from(state.as_str());
        }
    }
}
