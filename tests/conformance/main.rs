//! The official JSON Schema test suite, through generated types and the whole service around them.
//!
//! Each schema is the body of an operation; each value is sent to it, and comes back when it is valid.

mod dialect;
mod document;
mod exceptions;
mod project;
mod suite;
mod verdicts;

use routewright::schema::equality;
use routewright_tests::{Connection, workspace};
use serde_json::Value;

use document::Document;
use project::Project;
use suite::{Case, Group};
use verdicts::Verdicts;

/// Schemas are read by the letter.
const SETTINGS: &str =
    "[validation]\nuntyped = \"any\"\nintegers = \"any\"\nnumbers = \"any\"\nunknown_members = \"keep\"\n";

#[test]
fn draft_2020_12() {
    let Some(suite) = workspace::shared("suites/json-schema-test-suite") else { return };
    let mut verdicts = Verdicts::default();
    let groups = suite::groups(&suite, "draft2020-12");
    let groups = groups.into_iter().filter(|group| applies(group, exceptions::DRAFT_2020_12, &mut verdicts));
    // What formats do is left to the reader of a schema: this file has them say nothing, the others have them assert.
    let (annotated, mut asserted): (Vec<Group>, Vec<Group>) =
        groups.partition(|group| group.file == "format");
    let typed: Vec<Group> = asserted.iter().filter_map(Group::typed).collect();
    asserted.extend(typed);
    let documents = [
        Document { name: "asserted", version: "3.1.0", settings: "", groups: asserted },
        Document {
            name: "annotated",
            version: "3.1.0",
            settings: "validation.formats = \"annotate\"\n",
            groups: annotated,
        },
    ];
    run(&Project::new("draft_2020_12", &suite), documents, &mut verdicts);
}

#[test]
fn draft_4_in_the_dialect_of_3_0() {
    let Some(suite) = workspace::shared("suites/json-schema-test-suite") else { return };
    let mut verdicts = Verdicts::default();
    let groups = suite::groups(&suite, "draft4");
    let groups = groups.into_iter().filter(|group| {
        let foreign = dialect::foreign_to_3_0(&group.value());
        foreign.iter().for_each(|reason| verdicts.leave_out(group, reason));
        foreign.is_none() && applies(group, exceptions::DRAFT_4, &mut verdicts)
    });
    let groups = groups.collect();
    let document = Document { name: "draft4", version: "3.0.3", settings: "", groups };
    run(&Project::new("draft_4", &suite), [document], &mut verdicts);
}

fn applies(group: &Group, exceptions: exceptions::List, verdicts: &mut Verdicts) -> bool {
    let reason = exceptions::reason(exceptions, group);
    reason.iter().for_each(|reason| verdicts.leave_out(group, reason));
    reason.is_none()
}

/// Generates, builds and serves the documents, and sends every value to its schema.
fn run<const N: usize>(project: &Project, mut documents: [Document; N], verdicts: &mut Verdicts) {
    for document in &mut documents {
        for (group, reason) in document.write(&project.specs()) {
            verdicts.wrong.push(format!("{}: {}: refused: {reason}", group.name(), group.description));
        }
    }
    let specs: String = documents.iter().map(Document::entry).collect();
    project.generate(&format!("{SETTINGS}{specs}"));
    let server = project.serve();
    let mut connection = Connection::open(server.address());
    for document in &documents {
        for group in &document.groups {
            let target = document.target(group);
            for case in &group.cases {
                let complaint = complaint(case, &target, &mut connection);
                verdicts.add(group, &case.description, complaint);
            }
        }
    }
    println!("{verdicts}");
    assert!(verdicts.wrong.is_empty(), "{} are wrong", verdicts.wrong.len());
}

/// What is wrong with what the service does with a value: a valid one comes back, another one is refused.
fn complaint(case: &Case, target: &str, connection: &mut Connection) -> Option<String> {
    let reply = connection.post(target, case.data.get());
    match (reply.status, case.valid) {
        (200, true) => {
            let sent: Value = serde_json::from_str(case.data.get()).expect("JSON");
            // A type for a format may write a value in another way, but then stays with that.
            let same = equality::equal(&reply.json(), &sent)
                || target.contains(suite::TYPED)
                    && connection.post(target, &reply.text()).text() == reply.text();
            (!same).then(|| format!("{sent} came back as {}", reply.text()))
        }
        (400, false) => None,
        (status, true) => Some(format!("is valid, {status}: {} {}", case.data.get(), reply.text())),
        (status, false) => Some(format!("is not valid, {status}: {}", case.data.get())),
    }
}
