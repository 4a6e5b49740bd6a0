//! Every framework answers every request of one table in every envelope, to the byte alike.

mod asserted;
mod bodies;
mod deviations;
mod head;
mod ids;
mod layers;
mod log;
mod proof;
mod table;
mod two_catalogs;

use proof::Proof;

/// Everything that holds for every framework.
async fn prove(framework: &'static str) {
    let mut proof = Proof::of(framework);
    table::check(&mut proof).await;
    ids::check(&mut proof).await;
    two_catalogs::check(&mut proof).await;
    asserted::check(&mut proof).await;
    head::check(&mut proof).await;
    proof.speak_http2();
    table::check(&mut proof).await;
    two_catalogs::check(&mut proof).await;
    proof.end();
}

#[tokio::test]
async fn axum() {
    prove("axum").await;
}

#[tokio::test]
async fn actix() {
    prove("actix").await;
}

#[tokio::test]
async fn poem() {
    prove("poem").await;
}

#[tokio::test]
async fn salvo() {
    prove("salvo").await;
}

#[tokio::test]
async fn rocket() {
    prove("rocket").await;
}

/// Ids that tower-http makes around the generated middleware are the ones that are sent.
#[tokio::test]
async fn ids_of_tower() {
    let mut proof = Proof::of("axum");
    ids::check_those_of_tower(&mut proof).await;
    proof.end();
}

/// The order of layers that the guide names is the right one.
#[tokio::test]
async fn layers_outside() {
    for framework in ["axum", "actix", "poem", "salvo", "rocket"] {
        let mut proof = Proof::of(framework);
        layers::check_cors(&mut proof).await;
        // Rocket compresses nothing.
        if framework != "rocket" {
            layers::check_compression(&mut proof, framework).await;
        }
        proof.end();
    }
}

#[tokio::test]
async fn an_api_beside_files() {
    let mut proof = Proof::of("axum");
    layers::check_an_api_beside_files(&mut proof).await;
    proof.end();
}
