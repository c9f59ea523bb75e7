//! The configuration, from files to settings: broken ones with the reports people will read, valid
//! ones with the settings they become, and every way to break a production-sized one.

mod broken;
mod command;
mod golden;
mod mutation;
mod reference;
mod support;
mod valid;
