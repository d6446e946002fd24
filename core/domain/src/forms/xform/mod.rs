//! XForms: from a document to a [`super::Definition`], with everything that is wrong at once.
