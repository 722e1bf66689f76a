//! Tags of the resources that have them.

use org_types::*;

use crate::world::{MANAGER, MEMBER, STRANGER, World, refuses};

#[test]
fn tags_are_added_replaced_and_removed() {
    let world = World::new();
    let root = world.root();
    let unit = world.unit(&root, "Sandbox");
    for resource in [MEMBER, root.as_str(), &unit] {
        for tags in [
            [Tag::new("a", "1"), Tag::new("b", "1")],
            [Tag::new("b", "2"), Tag::new("c", "")],
        ] {
            world.ok(TagResourceRequest::new(resource, tags));
        }
        world.ok(UntagResourceRequest::new(resource, ["a", "d"]));
        assert_eq!(
            world.tags(resource),
            [Tag::new("b", "2"), Tag::new("c", "")]
        );
    }
}

#[test]
fn a_resource_has_at_most_fifty_tags() {
    let world = World::new();
    let tags = |numbers: std::ops::Range<usize>| {
        numbers.map(|number| Tag::new(format!("{number:02}"), ""))
    };
    world.ok(TagResourceRequest::new(MEMBER, tags(0..30)));
    let limit = "ConstraintViolation: MAX_TAG_LIMIT_EXCEEDED";
    world.refuses(TagResourceRequest::new(MEMBER, tags(30..51)), limit);
    world.ok(TagResourceRequest::new(MEMBER, tags(20..50)));

    let mut input = ListTagsForResourceRequest::new(MEMBER);
    let mut listed = Vec::new();
    for _ in 0..3 {
        let page = world.ok(input.clone());
        listed.extend(page.tags.unwrap());
        input.next_token = page.next_token;
    }
    assert_eq!(input.next_token, None);
    assert_eq!(listed, tags(0..50).collect::<Vec<_>>());
}

#[test]
fn invalid_tags_and_unknown_resources_are_refused() {
    let world = World::new();
    world.refuses_tags(|tags| TagResourceRequest::new(MEMBER, tags));
    let tag = |resource| TagResourceRequest::new(resource, [Tag::new("k", "")]);
    refuses! { world, MANAGER;
        tag("p-FullAWSAccess") => "InvalidInput: TARGET_NOT_SUPPORTED",
        UntagResourceRequest::new(MEMBER, ["aws:k"]) => "InvalidInput: INVALID_SYSTEM_TAGS_PARAMETER",
    }
    for resource in [
        STRANGER,
        "p-0000000000",
        "ou-0000-00000000",
        "r-none",
        "rp-00000000",
        "rt-00000000",
    ] {
        refuses! { world, MANAGER;
            tag(resource) => "TargetNotFound",
            UntagResourceRequest::new(resource, ["k"]) => "TargetNotFound",
            ListTagsForResourceRequest::new(resource) => "TargetNotFound",
        }
    }
}
