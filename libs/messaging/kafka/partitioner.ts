import { Partitioners, type ICustomPartitioner } from 'kafkajs';

/**
 * Java's murmur2 over the key, pinned here rather than left to the client's default, which has changed once already.
 * Where a shop's events lie may never change: the golden test holds it.
 */
export const pinnedPartitioner: ICustomPartitioner = Partitioners.DefaultPartitioner;
