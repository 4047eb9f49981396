//! Goes through a tree without a stack of calls, however deep it is.

use tree_sitter::{Node, Tree, TreeCursor};

/// Meets the nodes of a tree.
pub trait Visitor<'t> {
    /// A node begins, which has this name in the node that it is in. Returns whether to go into it.
    fn enter(&mut self, node: Node<'t>, field: Option<&'static str>) -> bool;
    /// A node ends that was gone into.
    fn leave(&mut self, node: Node<'t>);
    /// A part of the tree that was put off and comes now.
    fn next_apart(&mut self) -> Option<Node<'t>> {
        None
    }
}

/// Goes through a tree, and through what the visitor puts off.
pub fn walk<'t>(tree: &'t Tree, visitor: &mut impl Visitor<'t>) {
    go_through(tree.walk(), visitor, true);
}

fn go_through<'t>(mut cursor: TreeCursor<'t>, visitor: &mut impl Visitor<'t>, is_whole: bool) {
    loop {
        if visitor.enter(cursor.node(), cursor.field_name()) {
            if cursor.goto_first_child() {
                continue;
            }
            leave(cursor.node(), visitor, is_whole);
        }
        while !cursor.goto_next_sibling() {
            if !cursor.goto_parent() {
                return;
            }
            leave(cursor.node(), visitor, is_whole);
        }
    }
}

/// Ends a node, and goes through what was put off. What is put off there comes after it, so that nothing is nested.
fn leave<'t>(node: Node<'t>, visitor: &mut impl Visitor<'t>, is_whole: bool) {
    visitor.leave(node);
    while is_whole && let Some(apart) = visitor.next_apart() {
        go_through(apart.walk(), visitor, false);
    }
}
