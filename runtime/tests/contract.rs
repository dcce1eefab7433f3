//! What the compiler says about handlers that break the contract. The messages are part of the interface.

#[test]
fn the_compiler_holds_the_contract() {
    let tests = trybuild::TestCases::new();
    tests.pass("tests/contract/right*.rs");
    tests.compile_fail("tests/contract/wrong_*.rs");
}
