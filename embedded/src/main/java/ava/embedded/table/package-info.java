/// A table as DynamoDB keeps it, in memory and strict: the operations and expressions that Ava uses
/// and nothing else, with the service's answers, errors and limits. What it does not know it
/// refuses by name, so that a new need shows the first time. Nothing here reads the time of day,
/// and nothing depends on the order of a hashed map. Source of all rules: AWS, "Amazon DynamoDB
/// Developer Guide" and "API Reference", as far as the class names no other.
@NullMarked
package ava.embedded.table;

import org.jspecify.annotations.NullMarked;
