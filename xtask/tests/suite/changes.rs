//! Commits that are interrupted at each step, by an error and by the end of the process.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};
use tempfile::TempDir;
use xtask::changes::{Changes, recover};

type Tree = BTreeMap<String, Option<String>>;

/// Every file below `root` with its content, and every folder, except in `target/`.
fn tree(root: &Path) -> Tree {
    fn walk(root: &Path, folder: &Path, found: &mut Tree) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(root).unwrap().to_str().unwrap();
            if name != "target" {
                found.insert(name.to_owned(), fs::read_to_string(&path).ok());
                if path.is_dir() {
                    walk(root, &path, found);
                }
            }
        }
    }
    let mut found = Tree::new();
    walk(root, root, &mut found);
    found
}

/// A root with one file to keep, one to replace and one to remove.
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
    changes_elsewhere(root, root)
}

fn changes_elsewhere(root: &Path, home: &Path) -> Changes {
    let mut changes = Changes::elsewhere(root, home).unwrap();
    changes.write("kept/same", "same").unwrap();
    changes.write("kept/replaced", "new").unwrap();
    changes.write("added/folder/file", "added").unwrap();
    changes.remove("gone/deep/removed").unwrap();
    changes.remove("never/there").unwrap();
    changes
}

#[track_caller]
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
    assert_eq!(tree(root), Tree::from(expected));
    assert!(!is_left(root));
}

fn is_left(root: &Path) -> bool {
    root.join("target/xtask/journal").exists()
}

fn recovered(root: &Path) -> Result<()> {
    recover(root, &mut || Ok(()))
}

/// Fails at the given step, counted from 0.
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

/// The number of steps of the commit under test. The last removes the journal that the one before
/// has closed.
fn steps() -> usize {
    let mut count = 0;
    let mut step = || {
        count += 1;
        Ok(())
    };
    changes(root().path()).commit_observed(&mut step).unwrap();
    assert!(count > 10, "{count} steps");
    count
}

#[test]
fn a_commit_writes_removes_and_reports() {
    let root = root();
    let same = root.path().join("kept/same");
    let old = std::time::SystemTime::UNIX_EPOCH;
    let file = fs::File::options().write(true).open(&same).unwrap();
    file.set_modified(old).unwrap();
    let changes = changes(root.path());
    let before = tree(root.path());
    let planned = changes.compare().unwrap();
    assert_eq!(tree(root.path()), before, "comparing touches nothing");

    let summary = changes.commit().unwrap();
    assert_eq!(summary, planned);
    let paths = |paths: [&str; 2]| paths.map(PathBuf::from);
    assert_eq!(
        summary.written,
        paths(["added/folder/file", "kept/replaced"])
    );
    assert_eq!(summary.removed, [PathBuf::from("gone/deep/removed")]);
    assert_eq!(summary.unchanged, paths(["kept/same", "never/there"]));
    assert_committed(root.path());
    assert!(changes.commit().unwrap().is_unchanged());
    assert_committed(root.path());
    let modified = fs::metadata(&same).unwrap().modified().unwrap();
    assert_eq!(modified, old, "an unchanged file is not touched");
}

#[test]
fn a_path_that_is_not_a_file_in_the_root_is_refused() {
    let root = root();
    let before = tree(root.path());
    let mut changes = Changes::new(root.path()).unwrap();
    let outside = ["", ".", "..", "../x", "kept/../../x", "kept/..", "/etc/x"];
    let others = ["./kept/same", "kept", "kept/same/file"];
    for path in outside.into_iter().chain(others) {
        assert!(changes.write(path, "x").is_err(), "{path}");
        assert!(changes.remove(path).is_err(), "{path}");
    }
    changes.write("new", "a file").unwrap();
    changes.write("new/file", "below it").unwrap();
    let error = format!("{:#}", changes.commit().unwrap_err());
    let expected = "new is planned both as a file and as the folder of new/file";
    assert!(error.contains(expected), "{error}");
    assert_eq!(tree(root.path()), before);
    assert!(!is_left(root.path()));
}

#[cfg(unix)]
#[test]
fn symbolic_links_are_refused() {
    use std::os::unix::fs::symlink;
    let (root, outside) = (root(), root());
    let link = |target: &str, link: &str| {
        symlink(outside.path().join(target), root.path().join(link)).unwrap();
    };
    link("", "link");
    link("kept/same", "kept/link");
    let mut changes = Changes::new(root.path()).unwrap();
    for path in ["link/file", "link/kept/same", "kept/link", "link"] {
        let error = changes.write(path, "x").unwrap_err().to_string();
        assert!(error.contains("symbolic link"), "{path}: {error}");
    }
    changes.write("late/file", "x").unwrap();
    link("", "late");
    assert!(changes.commit().is_err(), "a link that came after the plan");
    assert_eq!(tree(outside.path()), tree(self::root().path()));
}

/// Folders outside a workspace, such as that of another service's crate.
#[test]
fn only_the_planned_files_are_written_elsewhere() {
    let (home, root) = (root(), root());
    let before = tree(home.path());
    changes_elsewhere(root.path(), home.path())
        .commit()
        .unwrap();
    assert_committed(root.path());
    assert!(!root.path().join("target").exists());
    assert_eq!(tree(home.path()), before);
}

#[test]
fn an_error_at_any_step_is_rolled_back_at_once() {
    let steps = steps();
    for step in 0..steps {
        let root = root();
        let before = tree(root.path());
        match changes(root.path()).commit_observed(&mut fail_at(step)) {
            Err(error) => {
                let error = format!("{error:#}");
                assert!(error.contains("stopped at step"), "{error}");
                assert_eq!(tree(root.path()), before, "step {step}");
                assert!(!is_left(root.path()), "step {step}");
            }
            Ok(_) => assert_eq!(step, steps - 1, "only removing the journal may fail"),
        }
        changes(root.path()).commit().unwrap();
        assert_committed(root.path());
    }
}

/// Replaced files keep their permissions, and new ones get the usual ones.
#[cfg(target_os = "linux")]
#[test]
fn a_file_from_another_file_system_is_never_half_written() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
    let metadata = |path: &Path| fs::metadata(path).unwrap();
    let other = tempfile::tempdir_in("/dev/shm").ok();
    let root = root();
    let device = |path: &Path| metadata(path).dev();
    let is_other = |other: &TempDir| device(other.path()) != device(root.path());
    let replaced = root.path().join("kept/replaced");
    fs::set_permissions(&replaced, fs::Permissions::from_mode(0o755)).unwrap();
    if let Some(other) = other.as_ref().filter(|other| is_other(other)) {
        symlink(other.path(), root.path().join("target")).unwrap();
        let before = tree(root.path());
        for step in 0..steps() - 2 {
            let failed = changes(root.path()).commit_observed(&mut fail_at(step));
            failed.unwrap_err();
            assert_eq!(tree(root.path()), before, "step {step}");
        }
    }
    changes(root.path()).commit().unwrap();
    assert_committed(root.path());
    let mode = |path: &Path| metadata(path).permissions().mode() & 0o777;
    assert_eq!(mode(&replaced), 0o755);
    let [added, same] = ["added/folder/file", "kept/same"].map(|path| root.path().join(path));
    assert_eq!(mode(&added), mode(&same));
}

const ROOT: &str = "XTASK_TEST_ROOT";
const HOME: &str = "XTASK_TEST_HOME";
const STEP: &str = "XTASK_TEST_STEP";

/// The process that the tests below start. It ends itself during a commit, or during a rollback if
/// one is due; without the variables, it does nothing.
#[test]
fn process_that_ends_at_a_step() {
    let [Ok(root), Ok(home), Ok(step)] = [ROOT, HOME, STEP].map(std::env::var) else {
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
    let [root, home] = [&root, &home].map(Path::new);
    if is_left(home) {
        recover(home, &mut end).unwrap();
    } else {
        let changes = changes_elsewhere(root, home);
        changes.commit_observed(&mut end).unwrap();
    }
}

/// Returns `true` if the process completed before the step.
fn end_process_at(step: usize, root: &Path, home: &Path) -> bool {
    let status = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "changes::process_that_ends_at_a_step"])
        .envs([(ROOT, root), (HOME, home)])
        .env(STEP, step.to_string())
        .output()
        .unwrap()
        .status;
    assert!(status.success() || status.code() == Some(77), "{status}");
    status.success()
}

/// A root in which all files have changed, but the commit was killed before its end.
fn interrupted() -> TempDir {
    let root = root();
    end_process_at(steps() - 3, root.path(), root.path());
    assert_ne!(tree(root.path()), tree(self::root().path()));
    root
}

/// The next command rolls back, or finds nothing to roll back without `target/`, which holds the
/// staged files as well.
#[test]
fn a_process_killed_at_any_step_is_rolled_back_by_the_next() {
    let steps = steps();
    for step in 0..steps {
        let root = root();
        let before = tree(root.path());
        assert!(!end_process_at(step, root.path(), root.path()));
        let names = tree(root.path()).into_keys();
        let known = ["added", "gone", "kept"];
        let mut unknown = names.filter(|path| {
            path.contains("staged") || !known.iter().any(|name| path.starts_with(name))
        });
        assert_eq!(unknown.next(), None, "step {step}");
        recovered(root.path()).unwrap();
        if step == steps - 1 {
            assert_committed(root.path());
        } else {
            assert_eq!(tree(root.path()), before, "step {step}");
        }
        assert!(!is_left(root.path()), "step {step}");
        changes(root.path()).commit().unwrap();
        assert_committed(root.path());
    }
}

#[test]
fn a_rollback_killed_at_any_step_is_finished_by_the_next() {
    for step in 0.. {
        let root = interrupted();
        let finished = end_process_at(step, root.path(), root.path());
        recovered(root.path()).unwrap();
        assert_eq!(tree(root.path()), tree(self::root().path()), "step {step}");
        if finished {
            assert!(step > 5, "only {step} steps");
            break;
        }
    }
}

#[test]
fn a_damaged_journal_is_explained() {
    for (text, expected) in [("", "it is empty"), ("{\"files\":", "EOF")] {
        let root = root();
        let before = tree(root.path());
        let journal = root.path().join("target/xtask/journal");
        fs::create_dir_all(&journal).unwrap();
        fs::write(journal.join("journal.json"), text).unwrap();
        let error = format!("{:#}", recovered(root.path()).unwrap_err());
        for part in [
            "journal.json is damaged",
            "git checkout",
            "delete that folder",
            expected,
        ] {
            assert!(error.contains(part), "{part}: {error}");
        }
        assert_eq!(tree(root.path()), before);
        fs::remove_dir_all(&journal).unwrap();
        recovered(root.path()).unwrap();
    }
}

/// The folder may be that of a crate for another service, deleted after the interruption.
#[test]
fn nothing_is_rolled_back_in_a_deleted_folder() {
    let home = root();
    for is_gone in [false, true] {
        let root = root();
        end_process_at(steps() - 3, root.path(), home.path());
        assert!(is_left(home.path()) && !is_left(root.path()));
        if is_gone {
            fs::remove_dir_all(root.path()).unwrap();
        }
        recovered(home.path()).unwrap();
        assert!(!is_left(home.path()));
        assert_eq!(root.path().exists(), !is_gone);
        if !is_gone {
            assert_eq!(tree(root.path()), tree(self::root().path()));
        }
    }
}

#[test]
fn an_edit_after_the_interruption_is_not_lost() {
    let root = interrupted();
    let file = root.path().join("kept/replaced");
    fs::write(&file, "edited by hand").unwrap();
    let edited = tree(root.path());
    let error = format!("{:#}", recovered(root.path()).unwrap_err());
    assert!(error.contains("kept/replaced was edited"), "{error}");
    assert_eq!(tree(root.path()), edited);

    fs::remove_file(&file).unwrap();
    recovered(root.path()).unwrap();
    assert_eq!(tree(root.path()), tree(self::root().path()));
}

#[test]
fn a_commit_first_rolls_back_an_interrupted_one() {
    let root = interrupted();
    let mut other = Changes::new(root.path()).unwrap();
    other.write("other", "file").unwrap();
    other.commit().unwrap();
    let mut expected = tree(self::root().path());
    expected.insert("other".to_owned(), Some("file".to_owned()));
    assert_eq!(tree(root.path()), expected);
}
