#include "latency.h"

#define BUCKETS (sizeof(((struct latencies *)0)->buckets) / sizeof(uint64_t))

/* Below 64 ns a bucket is a nanosecond; beyond, the top seven bits choose it. */
static unsigned bucket_of(int64_t nanoseconds) {
    if (nanoseconds < 64) return nanoseconds < 0 ? 0 : (unsigned)nanoseconds;
    unsigned magnitude = 63 - (unsigned)__builtin_clzll((uint64_t)nanoseconds);
    return (magnitude - 5) * 64 + ((unsigned)(nanoseconds >> (magnitude - 6)) & 63);
}

static double start_of(unsigned bucket) {
    if (bucket < 64) return bucket;
    return (double)((uint64_t)(64 + (bucket & 63)) << (bucket / 64 - 1));
}

void latency_add(struct latencies *latencies, int64_t nanoseconds) {
    latencies->buckets[bucket_of(nanoseconds)]++;
    latencies->count++;
}

double latency_quantile(const struct latencies *latencies, double share) {
    uint64_t seen = 0;
    for (unsigned bucket = 0; bucket < BUCKETS; bucket++) {
        seen += latencies->buckets[bucket];
        if (seen > 0 && (double)seen >= share * (double)latencies->count) return start_of(bucket) / 1000;
    }
    return 0;
}
