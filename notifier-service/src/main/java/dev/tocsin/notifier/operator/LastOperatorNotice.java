package dev.tocsin.notifier.operator;

import dev.tocsin.contract.Severity;

/// The last notice of an incident to an operators' channel.
///
/// @param isOpen whether its end is still to be announced
/// @param openedNumber the number of the event of its opening
/// @param highest the highest severity of all notices of the episode
public record LastOperatorNotice(int episode, boolean isOpen, long openedNumber, Severity highest) {}
