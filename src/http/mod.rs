//! The public port: routes, validation, answers, errors.
