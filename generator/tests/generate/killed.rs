//! Runs that are killed.

use std::fmt::Write;
use std::process::Stdio;
use std::time::Instant;

use crate::shop::{SPEC, Shop};

/// A spec with so many paths that a run takes its time.
fn large(version: usize) -> String {
    let mut paths = String::from("paths:\n");
    for number in 0..80 {
        let _ = write!(
            paths,
            "  /thing{number}:\n    get:\n      summary: Version {version}.\n      responses: {{ \"204\": {{ description: Done. }} }}\n"
        );
        if version == 2 {
            let _ = write!(paths, "    put:\n      responses: {{ \"204\": {{ description: Done. }} }}\n");
        }
    }
    SPEC.replacen("paths:\n", &paths, 1)
}

#[test]
fn leave_the_old_tree_or_the_new_one() {
    let shop = Shop::new(&large(1));
    shop.generate();
    let old = shop.texts();
    shop.write("specs/v1.yaml", &large(2));
    let fresh = || {
        let shop = Shop::new(&large(1));
        for (path, text) in &old {
            shop.write(path, text);
        }
        shop.write("specs/v1.yaml", &large(2));
        shop
    };
    let start = Instant::now();
    shop.generate();
    let took = start.elapsed();
    let new = shop.texts();
    let (mut olds, mut news) = (0, 0);
    let kills = 12;
    for kill in 0..kills {
        let shop = fresh();
        let mut run = shop
            .command(&["generate"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("it starts");
        // Most of the writing is in the last part of a run.
        std::thread::sleep(took.mul_f64(0.3 + f64::from(kill) / f64::from(kills)));
        run.kill().expect("it is killed");
        run.wait().expect("it has ended");
        // Whichever command comes next finishes what was begun, before it does anything else.
        shop.succeeds(&["routes"]);
        let mut now = shop.texts();
        now.remove("specs/v1.yaml");
        let is = |tree: &std::collections::BTreeMap<String, String>| {
            now.len() == tree.len() - 1 && now.iter().all(|(path, text)| tree.get(path) == Some(text))
        };
        assert!(
            is(&old) || is(&new),
            "killed after {:?}: neither the old tree nor the new one",
            took.mul_f64(0.3 + f64::from(kill) / f64::from(kills))
        );
        if is(&old) { olds += 1 } else { news += 1 }
    }
    assert!(olds + news == kills, "{olds} {news}");
}
