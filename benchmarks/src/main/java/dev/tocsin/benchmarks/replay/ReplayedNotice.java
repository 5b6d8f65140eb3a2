package dev.tocsin.benchmarks.replay;

import dev.tocsin.contract.delivery.NoticeKind;
import java.time.Instant;

/// What somebody who follows one region would have been told.
public record ReplayedNotice(String incident, int episode, String region, NoticeKind kind, Instant at) {}
