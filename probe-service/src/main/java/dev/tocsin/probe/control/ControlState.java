package dev.tocsin.probe.control;

import dev.tocsin.contract.vantage.HeartbeatSent.Control;
import java.util.List;

/// What the control targets said last; as long as one answers, what fails has failed.
///
/// @param controls all of them
/// @param asked how many of them could be asked at all
public record ControlState(List<Control> controls, int asked) {

    public static final ControlState UNKNOWN = new ControlState(List.of(), 0);

    /// Without control targets that can be asked nobody can tell, and what is seen counts.
    public boolean blind() {
        return asked > 0 && controls.stream().noneMatch(Control::answers);
    }
}
