//! Readers of bytes from outside that are not public otherwise, for the fuzz targets in `fuzz/`. Built only with the
//! feature `fuzzing`.

mod address;
mod answers;
mod configuration;

pub use self::{
    address::address,
    answers::{clean_properties, page_of_map_data, page_with_maps, query_result, topology},
    configuration::configuration,
};
