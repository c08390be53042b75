/// AWS services on one machine, for tests and for Ava without AWS: ElasticMQ as the queue, a table
/// and a mail service of our own that are as strict as Amazon's. Never deployed; depends on no
/// other part of Ava.
@NullMarked
package ava.embedded;

import org.jspecify.annotations.NullMarked;
