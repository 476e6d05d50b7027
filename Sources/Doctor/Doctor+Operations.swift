import JWTAdapters
import JWTConformance

extension Doctor {
    /// Whether the tokens it signs match the request, according to the reference.
    func checkSigning(_ patient: Case, _ verifier: Examinee) async -> DoctorCheck {
        let title = "it signs exactly what was requested, and the reference verifies it"
        guard patient.capabilities.operations.contains("sign") else {
            return DoctorCheck("sign", title, skipped: "sign isn't declared")
        }
        var results: [(algorithm: String, result: CaseResult)] = []
        for name in patient.capabilities.algorithms {
            let fitting = corpus.signVectors.filter { vector in
                vector.signing?.request.algorithm == name && vector.expectationWord == "produce"
                    && vector.features.allSatisfy(patient.capabilities.declares)
            }
            guard let vector = fitting.min(by: { $0.features.count < $1.features.count }) else { continue }
            results.append((name, await vector.verdict(of: verifier.verifier, oracle: ReferenceVerifier())))
        }
        guard !results.isEmpty else { return DoctorCheck("sign", title, skipped: "no vector fits") }
        let failed = results.filter { !$0.result.verdict.isExpected || $0.result.verdict == .skipped }
        // If it signs at all, a problem with one algorithm is most likely the library's.
        let severity = failed.count == results.count ? Finding.Severity.mustFix : .advice
        let findings = failed.map { name, result in
            Finding(
                known?.lists(CaseRecord(result), of: .sign) == true ? .known : severity,
                "It doesn't sign with \(name) as requested.",
                sent: result.vector.signing.map { Exchange.text(AdapterRequest(signing: $0.request)) },
                came: [
                    result.verdict.rawValue, result.feature?.name, result.answer?.detail ?? result.answer?.reason,
                    result.answer?.token,
                ]
                .compactMap(\.self).joined(separator: "; "),
                change:
                    "Sign `payload` with exactly this `header`, add nothing, and reply ok with the token in "
                    + "compact serialization. If the library itself differs, that is a finding about the library."
            )
        }
        return DoctorCheck("sign", title, note: Self.count(results.count), findings)
    }

    /// Whether it times what it was asked to time.
    func checkTiming(_ patient: Case, _ verifier: Examinee) async -> DoctorCheck {
        let title = "it times its own verifications"
        guard patient.capabilities.operations.contains("bench") else {
            return DoctorCheck("bench", title, skipped: "bench isn't declared")
        }
        let iterations = 64
        guard let good = patient.plain.timing(iterations) else {
            return DoctorCheck("bench", title, skipped: "no vector fits")
        }
        let plain = await verifier.exchange(AdapterRequest(verifying: patient.plain), within: patience)
        guard plain.reply?.outcome == "accept" else {
            return DoctorCheck("bench", title, skipped: "no token is accepted yet")
        }
        let exchange = await verifier.exchange(good, within: patience * 6)
        var findings: [Finding] = []
        if let reply = exchange.reply, reply.outcome == "ok" {
            let elapsed = Double(reply.elapsedNanoseconds ?? -1) / 1e9
            if reply.iterations != iterations {
                let change =
                    "Do exactly `iterations` verifications, cycling through the tokens, and report that number."
                findings.append(
                    Finding(
                        .mustFix,
                        "It timed a different number of operations.",
                        sent: exchange.sent,
                        came: exchange.came,
                        change: change
                    )
                )
            }
            if elapsed <= 0 || elapsed > exchange.seconds {
                findings.append(
                    Finding(
                        .mustFix,
                        "It reports \(elapsed) s, but only \(exchange.seconds.rounded(to: 6)) s passed between question and reply.",
                        sent: exchange.sent,
                        came: exchange.came,
                        change: "Use a monotonic clock, start it after the key is prepared, and report nanoseconds."
                    )
                )
            }
        } else {
            let what = "bench is declared, but doesn't end with ok."
            let change = "Reply ok with iterations and elapsedNanoseconds, or leave bench out of the operations."
            findings.append(Finding(.mustFix, what, sent: exchange.sent, came: exchange.came, change: change))
        }
        findings += await timingOfForgery(patient, verifier, iterations)
        return DoctorCheck("bench", title, findings)
    }

    private func timingOfForgery(_ patient: Case, _ verifier: Examinee, _ iterations: Int) async -> [Finding] {
        guard patient.forged != patient.plain, let request = patient.forged.timing(iterations) else { return [] }
        let exchange = await verifier.exchange(request, within: patience * 6)
        guard exchange.reply?.outcome == "ok" else { return [] }
        return [
            Finding(
                .advice,
                "It times a token that isn't valid.",
                sent: exchange.sent,
                came: exchange.came,
                change:
                    "Verify each token once before the clock starts. If one is rejected, reply as verify would: "
                    + "a figure for work that wasn't done is worse than none."
            )
        ]
    }
}

extension Question {
    /// The message that has the token verified this many times; `nil` if the token isn't text.
    fileprivate func timing(_ iterations: Int) -> AdapterRequest? {
        guard case .text(let token) = token else { return nil }
        return AdapterRequest(timing: [token], content: content, key: key, policy: policy, iterations: iterations)
    }
}
