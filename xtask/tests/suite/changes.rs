//! Commits that are interrupted at each step, by an error or by the end of the process.

use std::fs;
use std::ops::RangeBounds;
use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};
use xtask::changes::{Changes, Journal, Summary, recover};

use crate::support::{Workspace, files_below, temporary_folder};

/// A root with a file to keep, one to replace and a read-only one to remove.
fn root() -> Workspace {
    let root = Workspace::new();
    root.write("kept/same", "same");
    root.write("kept/replaced", "old");
    root.write("gone/deep/removed", "original");
    let removed = root.path("gone/deep/removed");
    let mut permissions = fs::metadata(&removed).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(removed, permissions).unwrap();
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

/// Commits the changes to the files of a workspace.
fn commit(root: &Workspace) -> Summary {
    commit_observed(root, || Ok(())).unwrap()
}

fn commit_observed(root: &Workspace, step: impl FnMut() -> Result<()>) -> Result<Summary> {
    changes(root.root()).commit(Journal::observed(root.root(), step)?)
}

#[track_caller]
fn assert_committed(root: &Workspace) {
    let expected = Workspace::new();
    expected.write("kept/same", "same");
    expected.write("kept/replaced", "new");
    expected.write("added/folder/file", "added");
    assert_eq!(root.files(), expected.files());
    assert!(!is_left(root.root()));
}

#[track_caller]
fn assert_unchanged(root: &Workspace, step: usize) {
    assert_eq!(root.files(), self::root().files(), "step {step}");
    assert!(!is_left(root.root()), "step {step}");
}

fn is_left(home: &Path) -> bool {
    home.join("target/xtask/journal").exists()
}

/// Fails at these steps, counted from 0. If every step from one on fails, the disk is left as by a
/// process that is killed there, since nothing changes the disk without a step.
fn failing(at: impl RangeBounds<usize>) -> impl FnMut() -> Result<()> {
    let mut steps = 0..;
    move || {
        let step = steps.next().unwrap();
        ensure!(!at.contains(&step), "stopped at step {step}");
        Ok(())
    }
}

/// The number of steps of the commit under test. The last removes the journal that the one before
/// has closed.
fn steps() -> usize {
    let mut count = 0;
    let step = || {
        count += 1;
        Ok(())
    };
    commit_observed(&root(), step).unwrap();
    assert!(count > 10, "{count} steps");
    count
}

#[test]
fn a_commit_writes_removes_and_reports() {
    let root = root();
    let same = root.path("kept/same");
    let old = std::time::SystemTime::UNIX_EPOCH;
    let file = fs::File::options().write(true).open(&same).unwrap();
    file.set_modified(old).unwrap();
    let planned = changes(root.root()).compare().unwrap();
    assert_unchanged(&root, 0);

    let summary = commit(&root);
    assert_eq!(summary, planned);
    let paths = |paths: [&str; 2]| paths.map(PathBuf::from);
    let written = paths(["added/folder/file", "kept/replaced"]);
    assert_eq!(summary.written, written);
    assert_eq!(summary.removed, [PathBuf::from("gone/deep/removed")]);
    assert_eq!(summary.unchanged, paths(["kept/same", "never/there"]));
    assert_committed(&root);
    assert!(commit(&root).is_unchanged());
    assert_committed(&root);
    let modified = fs::metadata(&same).unwrap().modified().unwrap();
    assert_eq!(modified, old, "an unchanged file is not touched");
}

#[test]
fn a_path_that_is_not_a_file_in_the_root_is_refused() {
    let root = root();
    let mut changes = Changes::new(root.root()).unwrap();
    let outside = ["", ".", "..", "../x", "kept/../../x", "kept/..", "/etc/x"];
    let others = ["./kept/same", "kept", "kept/same/file"];
    for path in outside.into_iter().chain(others) {
        assert!(changes.write(path, "x").is_err(), "{path}");
        assert!(changes.remove(path).is_err(), "{path}");
    }
}

#[cfg(unix)]
#[test]
fn symbolic_links_are_refused() {
    use std::os::unix::fs::symlink;
    let (root, outside) = (root(), root());
    let link = |target: &str, link: &str| {
        symlink(outside.path(target), root.path(link)).unwrap();
    };
    link("", "link");
    link("kept/same", "kept/link");
    let mut changes = Changes::new(root.root()).unwrap();
    for path in ["link/file", "link/kept/same", "kept/link", "link"] {
        let error = changes.write(path, "x").unwrap_err().to_string();
        assert!(error.contains("symbolic link"), "{path}: {error}");
    }
    changes.write("late/file", "x").unwrap();
    link("", "late");
    assert!(changes.compare().is_err(), "a link made after the plan");
    assert_unchanged(&outside, 0);
}

/// Such as to the crate of another service.
#[test]
fn only_the_planned_files_are_written_outside_the_workspace() {
    let (home, root) = (root(), root());
    let journal = Journal::open(home.root()).unwrap();
    changes(root.root()).commit(journal).unwrap();
    assert_committed(&root);
    assert!(!root.path("target").exists());
    assert_unchanged(&home, 0);
}

#[test]
fn an_error_at_any_step_is_rolled_back_at_once() {
    let steps = steps();
    for step in 0..steps {
        let root = root();
        let result = commit_observed(&root, failing(step..=step));
        // Only removing the journal may fail.
        assert_eq!(result.is_ok(), step == steps - 1);
        if result.is_err() {
            assert_unchanged(&root, step);
        }
        commit(&root);
        assert_committed(&root);
    }
}

/// Replaced files keep their permissions, and new ones get the usual ones.
#[cfg(target_os = "linux")]
#[test]
fn a_file_from_another_file_system_is_never_half_written() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
    let metadata = |path: &Path| fs::metadata(path).unwrap();
    let other = tempfile::tempdir().ok();
    let root = root();
    let device = |path: &Path| metadata(path).dev();
    let replaced = root.path("kept/replaced");
    fs::set_permissions(&replaced, fs::Permissions::from_mode(0o755)).unwrap();
    let other = other.filter(|other| device(other.path()) != device(root.root()));
    if let Some(other) = &other {
        symlink(other.path(), root.path("target")).unwrap();
        for step in 0..steps() - 2 {
            commit_observed(&root, failing(step..=step)).unwrap_err();
            assert_unchanged(&root, step);
        }
    }
    // Nothing is written through what stands where a file is copied to.
    root.write("target/mine", "mine");
    symlink(
        root.path("target/mine"),
        root.path("kept/.xtask-staged-replaced"),
    )
    .unwrap();
    commit(&root);
    assert_eq!(root.read("target/mine"), "mine");
    let _ = fs::remove_file(root.path("kept/.xtask-staged-replaced"));
    assert_committed(&root);
    let mode = |path: &Path| metadata(path).permissions().mode() & 0o777;
    assert_eq!(mode(&replaced), 0o755);
    let [added, same] = ["added/folder/file", "kept/same"].map(|path| root.path(path));
    assert_eq!(mode(&added), mode(&same));
}

/// A root in which all files have changed, but the commit was killed before its end.
fn interrupted() -> Workspace {
    let root = root();
    commit_observed(&root, failing(steps() - 2..)).unwrap_err();
    assert_eq!(root.read("kept/replaced"), "new", "the last file");
    root
}

/// All staged files are below `target/`.
#[test]
fn a_process_killed_at_any_step_is_rolled_back_by_the_next() {
    let steps = steps();
    for step in 0..steps {
        let root = root();
        let _ = commit_observed(&root, failing(step..));
        let known = ["added", "gone", "kept", "model", "Cargo.toml"];
        let mut unknown = root.files().into_keys().filter(|path| {
            let is_staged = path.to_string_lossy().contains("staged");
            is_staged || !known.iter().any(|name| path.starts_with(name))
        });
        assert_eq!(unknown.next(), None, "step {step}");
        recover(root.root()).unwrap();
        match step == steps - 1 {
            true => assert_committed(&root),
            false => assert_unchanged(&root, step),
        }
        commit(&root);
        assert_committed(&root);
    }
}

#[test]
fn a_rollback_killed_at_any_step_is_finished_by_the_next() {
    for step in 0.. {
        let root = interrupted();
        let rolled_back = Journal::observed(root.root(), failing(step..));
        let is_finished = rolled_back.is_ok();
        drop(rolled_back);
        if root.path("target/xtask/journal/journal.json").exists() {
            // Whether or not it was already restored.
            fs::remove_file(root.path("kept/replaced")).unwrap();
        }
        recover(root.root()).unwrap();
        assert_unchanged(&root, step);
        if is_finished {
            assert!(step > 5, "only {step} steps");
            break;
        }
    }
}

#[test]
fn a_damaged_journal_is_explained() {
    let earlier_version = r#"{"files":[{"path":"kept/same","is_new":true,"written":null}]}"#;
    for (text, cause) in [
        ("", "it is empty"),
        ("{\"files\":", "EOF"),
        (earlier_version, "unknown field `is_new`"),
    ] {
        let root = root();
        root.write("target/xtask/journal/journal.json", text);
        let error = format!("{:#}", recover(root.root()).unwrap_err());
        let start = format!("damaged, or was written by another version of this program: {cause}");
        for part in [&start, "git checkout", "delete that folder"] {
            assert!(error.contains(part), "{part}: {error}");
        }
        assert_eq!(root.files(), self::root().files());
        fs::remove_dir_all(root.path("target/xtask/journal")).unwrap();
        recover(root.root()).unwrap();
    }
}

/// Such as the folder of a crate for another service, which may be deleted after the interruption.
#[test]
fn files_outside_the_workspace_are_rolled_back_unless_their_folder_is_gone() {
    for is_deleted in [false, true] {
        let (home, root) = (root(), root());
        let journal = Journal::observed(home.root(), failing(steps() - 2..)).unwrap();
        let error = changes(root.root()).commit(journal).unwrap_err();
        let hint = "the next `cargo xtask` command tries again";
        assert!(format!("{error:#}").contains(hint), "{error:#}");
        assert!(is_left(home.root()) && !is_left(root.root()));
        if is_deleted {
            fs::remove_dir_all(root.root()).unwrap();
        }
        recover(home.root()).unwrap();
        assert!(!is_left(home.root()));
        assert_eq!(root.root().exists(), !is_deleted);
        if !is_deleted {
            assert_unchanged(&root, 0);
        }
    }
}

/// With the folders in it.
#[test]
fn a_workspace_is_rolled_back_after_it_was_moved() {
    let elsewhere = temporary_folder();
    let moved = elsewhere.path().join("moved");
    fs::rename(interrupted().root(), &moved).unwrap();
    recover(&moved).unwrap();
    let mut files = files_below(&moved);
    files.retain(|path, _| !path.starts_with("target"));
    assert_eq!(files, root().files());
}

#[test]
fn an_edit_after_the_interruption_is_not_lost() {
    let root = interrupted();
    root.write("kept/replaced", "edited by hand");
    let edited = root.files();
    let error = format!("{:#}", recover(root.root()).unwrap_err());
    assert!(error.contains("kept/replaced was edited"), "{error}");
    assert_eq!(root.files(), edited);

    fs::remove_file(root.path("kept/replaced")).unwrap();
    recover(root.root()).unwrap();
    assert_unchanged(&root, 0);
}
