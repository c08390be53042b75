/// Ava with her bridges in processes of their own, as they run on AWS: what they need around them,
/// and what the operating system says of them.
@NullMarked
package ava.trial.fleet;

import org.jspecify.annotations.NullMarked;
