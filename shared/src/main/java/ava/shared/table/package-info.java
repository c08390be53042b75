/// Calls and turns in DynamoDB: the only room that knows how they lie there.
@NullMarked
package ava.shared.table;

import org.jspecify.annotations.NullMarked;
