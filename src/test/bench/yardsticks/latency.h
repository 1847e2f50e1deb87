/* Counts durations in buckets that are 1/64 of a power of two wide, so that a quantile is right to 1.6 %. */
#ifndef LATENCY_H
#define LATENCY_H

#include <stdint.h>

struct latencies {
    uint64_t count;
    uint64_t buckets[64 * 64];
};

void latency_add(struct latencies *latencies, int64_t nanoseconds);

/* The duration in microseconds that this share of all did not exceed; 0 when there are none. */
double latency_quantile(const struct latencies *latencies, double share);

#endif
