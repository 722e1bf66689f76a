use std::collections::BTreeMap;
use std::fs;
use std::process::Command;

use anyhow::bail;
use tempfile::TempDir;

use super::*;

/// Returns every file below `root` with its content, and every folder, except those of the state
/// folder.
fn tree(root: &Path) -> BTreeMap<String, Option<String>> {
    fn walk(root: &Path, folder: &Path, found: &mut BTreeMap<String, Option<String>>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path
                .strip_prefix(root)
                .unwrap()
                .to_str()
                .unwrap()
                .to_owned();
            if name == "target" {
                continue;
            }
            let content = path.is_file().then(|| fs::read_to_string(&path).unwrap());
            let is_folder = content.is_none();
            found.insert(name, content);
            if is_folder {
                walk(root, &path, found);
            }
        }
    }
    let mut found = BTreeMap::new();
    walk(root, root, &mut found);
    found
}

/// Creates a root with one file to keep, one to replace and one to remove.
fn root() -> TempDir {
    let root = tempfile::tempdir().unwrap();
    for (path, content) in [
        ("kept/same", "same"),
        ("kept/replaced", "old"),
        ("gone/deep/removed", "original"),
    ] {
        let path = root.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    root
}

fn changes(root: &Path) -> Changes {
    let mut changes = Changes::new(root).unwrap();
    changes.write("kept/same", "same").unwrap();
    changes.write("kept/replaced", "new").unwrap();
    changes.write("added/folder/file", "added").unwrap();
    changes.remove("gone/deep/removed").unwrap();
    changes.remove("never/there").unwrap();
    changes
}

fn assert_committed(root: &Path) {
    let expected = [
        ("added", None),
        ("added/folder", None),
        ("added/folder/file", Some("added")),
        ("kept", None),
        ("kept/replaced", Some("new")),
        ("kept/same", Some("same")),
    ];
    let expected = expected.map(|(path, content)| (path.to_owned(), content.map(str::to_owned)));
    assert_eq!(tree(root), BTreeMap::from(expected));
}

fn paths(paths: &[&str]) -> Vec<PathBuf> {
    paths.iter().map(PathBuf::from).collect()
}

/// Returns a checkpoint that fails at the given step, counted from 0.
fn fail_at(step: usize) -> impl FnMut() -> Result<()> {
    let mut count = 0;
    move || {
        count += 1;
        if count > step {
            bail!("stopped at step {step}");
        }
        Ok(())
    }
}

#[test]
fn a_commit_writes_removes_and_reports() {
    let root = root();
    let changes = changes(root.path());
    let before = tree(root.path());
    let planned = changes.compare().unwrap();
    assert_eq!(tree(root.path()), before, "comparing touches nothing");

    let summary = changes.commit().unwrap();
    assert_eq!(summary, planned);
    assert_eq!(
        summary.written,
        paths(&["added/folder/file", "kept/replaced"])
    );
    assert_eq!(summary.removed, paths(&["gone/deep/removed"]));
    assert_eq!(summary.unchanged, paths(&["kept/same", "never/there"]));
    assert_committed(root.path());

    let again = changes.commit().unwrap();
    assert!(again.is_unchanged(), "{again:?}");
    assert!(!journal::is_left(root.path()));
}

#[test]
fn an_unchanged_file_is_not_touched() {
    let root = root();
    let file = root.path().join("kept/same");
    let old = std::time::SystemTime::UNIX_EPOCH;
    fs::File::options()
        .write(true)
        .open(&file)
        .unwrap()
        .set_modified(old)
        .unwrap();
    changes(root.path()).commit().unwrap();
    assert_eq!(fs::metadata(&file).unwrap().modified().unwrap(), old);
}

#[test]
fn a_commit_of_nothing_leaves_no_journal() {
    let root = root();
    let mut changes = Changes::new(root.path()).unwrap();
    changes.write("kept/same", "same").unwrap();
    assert!(changes.commit().unwrap().is_unchanged());
    assert!(!journal::is_left(root.path()));
}

#[cfg(unix)]
#[test]
fn files_keep_their_permissions_and_new_ones_get_the_usual_ones() {
    use std::os::unix::fs::PermissionsExt;
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let root = root();
    let replaced = root.path().join("kept/replaced");
    fs::set_permissions(&replaced, fs::Permissions::from_mode(0o755)).unwrap();
    changes(root.path()).commit().unwrap();
    assert_eq!(mode(&replaced), 0o755);
    assert_eq!(
        mode(&root.path().join("added/folder/file")),
        mode(&root.path().join("kept/same"))
    );
}

#[test]
fn paths_outside_the_root_are_refused() {
    let root = root();
    let mut changes = Changes::new(root.path()).unwrap();
    for path in [
        "",
        ".",
        "..",
        "../x",
        "kept/../../x",
        "kept/..",
        "/etc/x",
        "./kept/same",
    ] {
        assert!(changes.write(path, "x").is_err(), "{path}");
        assert!(changes.remove(path).is_err(), "{path}");
    }
    assert!(changes.commit().unwrap().is_unchanged());
}

#[cfg(unix)]
#[test]
fn symbolic_links_are_refused() {
    let (root, outside) = (root(), root());
    std::os::unix::fs::symlink(outside.path(), root.path().join("link")).unwrap();
    std::os::unix::fs::symlink(
        outside.path().join("kept/same"),
        root.path().join("kept/link"),
    )
    .unwrap();
    let mut changes = Changes::new(root.path()).unwrap();
    for path in ["link/file", "link/kept/same", "kept/link", "link"] {
        let error = changes.write(path, "x").unwrap_err().to_string();
        assert!(error.contains("symbolic link"), "{path}: {error}");
    }
    changes.write("late/file", "x").unwrap();
    std::os::unix::fs::symlink(outside.path(), root.path().join("late")).unwrap();
    assert!(changes.commit().is_err(), "a link that came after the plan");
    assert_eq!(tree(outside.path()), tree(self::root().path()));
}

#[test]
fn a_folder_in_the_place_of_a_file_is_refused_and_the_reverse() {
    let root = root();
    let mut changes = Changes::new(root.path()).unwrap();
    assert!(changes.write("kept", "x").is_err());
    assert!(changes.write("kept/same/file", "x").is_err());
}

#[test]
fn two_plans_that_exclude_each_other_change_nothing() {
    let root = root();
    let before = tree(root.path());
    let mut changes = changes(root.path());
    changes.write("new", "a file").unwrap();
    changes.write("new/file", "below it").unwrap();
    let error = format!("{:#}", changes.commit().unwrap_err());
    assert!(
        error.contains("new is planned both as a file and as the folder of new/file"),
        "{error}"
    );
    assert_eq!(tree(root.path()), before);
    assert!(!journal::is_left(root.path()));
}

/// Folders outside a workspace, such as that of another service's crate.
#[test]
fn elsewhere_only_the_planned_files_are_written() {
    let (home, root) = (root(), root());
    let before = tree(home.path());
    let mut elsewhere = changes(root.path());
    elsewhere.home = home.path().canonicalize().unwrap();
    elsewhere.commit().unwrap();
    assert_committed(root.path());
    assert!(!root.path().join("target").exists());
    assert_eq!(tree(home.path()), before);
}

#[cfg(target_os = "linux")]
#[test]
fn files_come_from_another_file_system_whole() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    let root = root();
    let Ok(other) = tempfile::tempdir_in("/dev/shm") else {
        return;
    };
    let device = |path: &Path| fs::metadata(path).unwrap().dev();
    if device(root.path()) == device(other.path()) {
        return;
    }
    std::os::unix::fs::symlink(other.path(), root.path().join("target")).unwrap();
    let replaced = root.path().join("kept/replaced");
    fs::set_permissions(&replaced, fs::Permissions::from_mode(0o755)).unwrap();
    for step in 0..steps() - 2 {
        let before = tree(root.path());
        changes(root.path())
            .commit_observed(&mut fail_at(step))
            .unwrap_err();
        assert_eq!(tree(root.path()), before, "step {step}");
    }
    changes(root.path()).commit().unwrap();
    assert_committed(root.path());
    let mode = fs::metadata(&replaced).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o755);
}

/// Returns the number of steps of the commit under test.
fn steps() -> usize {
    let root = root();
    let mut count = 0;
    changes(root.path())
        .commit_observed(&mut || {
            count += 1;
            Ok(())
        })
        .unwrap();
    assert!(count > 10, "{count} steps: the checkpoints are gone");
    count
}

#[test]
fn an_error_at_any_step_is_rolled_back_at_once() {
    for step in 0..steps() {
        let root = root();
        let before = tree(root.path());
        match changes(root.path()).commit_observed(&mut fail_at(step)) {
            Err(error) => {
                assert!(
                    format!("{error:#}").contains("stopped at step"),
                    "{error:#}"
                );
                assert_eq!(tree(root.path()), before, "step {step}");
                assert!(!journal::is_left(root.path()), "step {step}");
            }
            Ok(_) => {
                assert_eq!(
                    step,
                    steps() - 1,
                    "only tidying up the journal may fail unnoticed"
                );
                assert_committed(root.path());
            }
        }
        changes(root.path()).commit().unwrap();
        assert_committed(root.path());
    }
}

const ROOT: &str = "XTASK_TEST_ROOT";
const STEP: &str = "XTASK_TEST_STEP";

/// Runs the process that the tests below start, and that ends itself in the middle. It is not a
/// test by itself.
#[test]
fn process_that_ends_at_a_step() {
    let (Ok(root), Ok(step)) = (std::env::var(ROOT), std::env::var(STEP)) else {
        return;
    };
    let mut fail = fail_at(step.parse().unwrap());
    // Ends without running destructors, as a killed process does.
    let mut end = || {
        if fail().is_err() {
            std::process::exit(77);
        }
        Ok(())
    };
    let root = Path::new(&root);
    if journal::is_left(root) {
        journal::recover_locked(root, &mut end).unwrap();
    } else {
        changes(root).commit_observed(&mut end).unwrap();
    }
}

/// Returns `true` if the process completed before the step.
fn end_process_at(step: usize, root: &Path) -> bool {
    let status = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "changes::tests::process_that_ends_at_a_step"])
        .env(ROOT, root)
        .env(STEP, step.to_string())
        .output()
        .unwrap()
        .status;
    assert!(status.success() || status.code() == Some(77), "{status}");
    status.success()
}

#[test]
fn a_process_killed_at_any_step_is_rolled_back_by_the_next() {
    for step in 0..steps() {
        let root = root();
        let before = tree(root.path());
        assert!(!end_process_at(step, root.path()));
        recover(root.path()).unwrap();
        if step == steps() - 1 {
            assert_committed(root.path());
        } else {
            assert_eq!(tree(root.path()), before, "step {step}");
        }
        assert!(!journal::is_left(root.path()), "step {step}");
        changes(root.path()).commit().unwrap();
        assert_committed(root.path());
    }
}

#[test]
fn a_rollback_killed_at_any_step_is_finished_by_the_next() {
    let last_change = steps() - 3;
    for step in 0.. {
        let root = root();
        let before = tree(root.path());
        end_process_at(last_change, root.path());
        assert_ne!(tree(root.path()), before, "the commit was in full swing");
        let finished = end_process_at(step, root.path());
        recover(root.path()).unwrap();
        assert_eq!(tree(root.path()), before, "step {step}");
        if finished {
            assert!(step > 5, "{step} steps: the checkpoints are gone");
            break;
        }
    }
}

/// `cargo clean` removes the journal together with the staged files.
#[test]
fn a_process_killed_at_any_step_leaves_no_staged_file_outside_of_target() {
    for step in 0..steps() {
        let root = root();
        end_process_at(step, root.path());
        fs::remove_dir_all(root.path().join("target")).unwrap();
        recover(root.path()).unwrap();
        let known = ["added", "gone", "kept"];
        for path in tree(root.path()).keys() {
            assert!(
                known.iter().any(|name| path.starts_with(name)) && !path.contains("staged"),
                "step {step}: {path}"
            );
        }
    }
}

#[test]
fn a_damaged_journal_says_what_it_is_and_what_to_do() {
    for (text, told) in [("", "it is empty"), ("{\"files\":", "EOF")] {
        let root = root();
        let before = tree(root.path());
        let journal = root.path().join("target/xtask/journal");
        fs::create_dir_all(&journal).unwrap();
        fs::write(journal.join("journal.json"), text).unwrap();
        let error = format!("{:#}", recover(root.path()).unwrap_err());
        for part in [
            "journal.json is damaged",
            "git checkout",
            "delete that folder",
            told,
        ] {
            assert!(error.contains(part), "{part}: {error}");
        }
        assert_eq!(tree(root.path()), before);
        fs::remove_dir_all(&journal).unwrap();
        recover(root.path()).unwrap();
    }
}

/// The folder may be that of a crate for another service, deleted after the interruption.
#[test]
fn of_a_folder_that_is_gone_nothing_is_rolled_back() {
    let (home, root) = (root(), root());
    let mut elsewhere = changes(root.path());
    elsewhere.home = home.path().canonicalize().unwrap();
    drop(journal::lock(home.path()).unwrap());
    let edits = elsewhere.compare().unwrap();
    let edits = elsewhere.edits(&edits);
    Journal::open(&elsewhere.home, &elsewhere.root, &edits, &mut || Ok(())).unwrap();
    fs::write(root.path().join("kept/replaced"), "new").unwrap();
    recover(home.path()).unwrap();
    assert_eq!(tree(root.path()), tree(self::root().path()));
    Journal::open(&elsewhere.home, &elsewhere.root, &edits, &mut || Ok(())).unwrap();
    drop(root);
    recover(home.path()).unwrap();
    assert!(!journal::is_left(home.path()));
    assert!(!elsewhere.root.exists());
}

#[test]
fn an_edit_after_the_interruption_is_not_lost() {
    let root = root();
    end_process_at(steps() - 3, root.path());
    let file = root.path().join("kept/replaced");
    fs::write(&file, "edited by hand").unwrap();
    let interrupted = tree(root.path());
    let error = format!("{:#}", recover(root.path()).unwrap_err());
    assert!(error.contains("kept/replaced was edited"), "{error}");
    assert_eq!(tree(root.path()), interrupted);

    fs::remove_file(&file).unwrap();
    recover(root.path()).unwrap();
    assert_eq!(tree(root.path()), tree(self::root().path()));
}

#[test]
fn a_commit_first_rolls_back_what_another_process_left() {
    let root = root();
    end_process_at(steps() - 3, root.path());
    let mut other = Changes::new(root.path()).unwrap();
    other.write("other", "file").unwrap();
    other.commit().unwrap();
    let mut expected = tree(self::root().path());
    expected.insert("other".to_owned(), Some("file".to_owned()));
    assert_eq!(tree(root.path()), expected);
}
