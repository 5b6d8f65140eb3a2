package dev.tocsin.contract.vantage;

import dev.tocsin.contract.Event;

/// A report of a probe about itself.
public sealed interface VantagePointEvent extends Event permits HeartbeatSent {}
