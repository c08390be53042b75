/// What a text speaks of, read by its meaning: days, hours, sums, counts, floors, streets, people,
/// addresses. Two texts can so be compared whatever words they use.
@NullMarked
package ava.summary.mention;

import org.jspecify.annotations.NullMarked;
