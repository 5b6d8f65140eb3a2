package dev.tocsin.engine.replay;

import dev.tocsin.contract.delivery.NoticeKind;
import java.time.Instant;

/// A notice that a subscriber to one region would have got.
public record ReplayedNotice(String incident, int episode, String region, NoticeKind kind, Instant at) {}
