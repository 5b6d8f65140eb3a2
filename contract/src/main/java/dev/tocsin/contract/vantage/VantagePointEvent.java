package dev.tocsin.contract.vantage;

import dev.tocsin.contract.Event;

/// What a probe says about itself.
public sealed interface VantagePointEvent extends Event permits HeartbeatSent {}
