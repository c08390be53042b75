/// What parts of Ava send one another: the message that ends a call, the turns it carries, the JSON
/// of the pages.
@NullMarked
package ava.shared.message;

import org.jspecify.annotations.NullMarked;
