//! What every request passes on its way to an endpoint, and every answer on its way back.

pub(crate) mod apart;
pub(crate) mod base;
pub(crate) mod desk;
pub(crate) mod failures;
pub(crate) mod guard;
pub(crate) mod host;
pub(crate) mod limits;
pub(crate) mod observe;
pub(crate) mod query;
pub(crate) mod request_id;
pub(crate) mod sent_back;
