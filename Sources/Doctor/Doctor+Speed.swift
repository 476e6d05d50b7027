import JWTAdapters
import JWTConformance

extension Doctor {
    /// Asks one question again and again, for a second or two.
    func speed(_ patient: Case, _ verifier: Examinee, startUp: Double) async -> Examination.Speed? {
        let request = AdapterRequest(verifying: patient.plain)
        var seconds: [Double] = []
        let start = ContinuousClock.now
        while seconds.count < 200, seconds.isEmpty || ContinuousClock.now - start < .seconds(1), !Task.isCancelled {
            let exchange = await verifier.exchange(request, within: patience)
            guard exchange.fault == nil else { return nil }
            seconds.append(exchange.seconds)
        }
        let began = ContinuousClock.now
        let together = await verifier.pipeline([request], within: patience)
        guard together.allSatisfy({ $0.exchange.fault == nil }), !seconds.isEmpty else { return nil }
        let pipelined = (ContinuousClock.now - began) / .seconds(1) / Double(together.count)
        return Examination.Speed(
            startUpSeconds: startUp,
            medianSeconds: seconds.sorted()[seconds.count / 2],
            pipelinedSeconds: pipelined,
            vectors: patient.declared.askable
        )
    }

    /// Whether a run over the corpus takes seconds.
    func checkSpeed(_ speed: Examination.Speed) -> DoctorCheck {
        var findings: [Finding] = []
        if speed.pipelinedSeconds > 0.05 {
            let milliseconds = (speed.pipelinedSeconds * 1000).rounded(to: 0)
            findings.append(
                Finding(
                    .advice,
                    "A question takes \(milliseconds) ms.",
                    change:
                        "Load the library once, at the start, and don't start a process per question: a run of all the "
                        + "vectors would take \(Int(speed.estimatedRunSeconds)) s."
                )
            )
        }
        let note = "about \(max(1, Int(speed.estimatedRunSeconds.rounded(.up)))) s for \(speed.vectors) vectors"
        return DoctorCheck("speed", "a full run takes seconds", note: note, findings)
    }
}
