/// What of a call stands in DynamoDB and SQS: the journal, the recorded greeting, the message card
/// and what was said before a call was taken up again. Everything that waits does so beside the
/// loop.
@NullMarked
package ava.bridge.record;

import org.jspecify.annotations.NullMarked;
