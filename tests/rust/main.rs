//! Tests of fanzha from outside: the binary on real sites, the library on case files, the sources of both.

mod build;
mod catalogue;
mod checks;
mod commands;
mod data;
mod extract_cases;
mod extract_command;
mod gold;
mod hanzi_cases;
mod house;
mod html;
mod import_cases;
mod locales;
mod markdown_cases;
mod pages;
mod publishing;
mod safety;
mod sandbox;
mod scripts;
mod search_cases;
mod serve_cases;
mod shipped;
mod table_rows;
