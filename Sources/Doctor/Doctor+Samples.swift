import JWTAdapters
import JWTConformance

extension Doctor {
    /// Tokens of the corpus, for each algorithm and for all else that is declared.
    func checkSamples(_ patient: Case, _ verifier: Examinee) async -> [DoctorCheck] {
        var options = Runner.Options()
        (options.window, options.patience) = (1, Examinee.mostHangs)
        await verifier.settle()
        // One process for all questions: what it learns from the first needn't be learnt again.
        let run = await Runner(options: options, minter: ReferenceMinter())
            .run(patient.declared.vectors, verifiers: [NamedVerifier(label: "adapter", verifier: verifier.verifier)])
        run.implementations.forEach(verifier.note)
        let cases = run.implementations.flatMap(\.cases)
        let records = Dictionary(cases.map { ($0.id, $0) }) { first, _ in first }
        var reported: Set<String> = []
        return [
            check(
                "algorithms",
                "it accepts a valid token and rejects a forged one for each algorithm",
                patient.declared.algorithms,
                note: Self.count(patient.declared.algorithms.count),
                records,
                &reported
            ),
            check(
                "declared",
                "its other capabilities work: keys, serializations, contents, policy members",
                patient.declared.others,
                note: "\(patient.declared.others.count) of them",
                records,
                &reported
            ),
        ]
    }

    // `reported` are the vectors of which something was said already.
    private func check(
        _ id: String,
        _ title: String,
        _ picks: [DeclaredSample.Pick],
        note: String,
        _ records: [String: CaseRecord],
        _ reported: inout Set<String>
    ) -> DoctorCheck {
        guard !picks.isEmpty else { return DoctorCheck(id, title, skipped: "nothing is declared") }
        var findings: [Finding] = []
        // The profile check finds misspelt features, and checking memory needs a sequence.
        let idle = picks.filter { $0.isIdle && $0.feature != .policy(.singleUse) }.map(\.feature.name)
        for pick in picks {
            for vectors in [pick.accept, pick.reject] {
                let isProved = vectors.contains { records[$0.id]?.verdict == .pass }
                // An adapter that returns another payload than the token's may be right by chance.
                let mistaken = vectors.first { records[$0.id]?.verdict == .wrongPayload }
                guard let first = mistaken ?? (isProved ? nil : vectors.first), reported.insert(first.id).inserted
                else { continue }
                if records[first.id]?.isTimeless == true, !reported.insert("timeless").inserted { continue }
                findings += finding(first, of: pick.feature, records)
            }
        }
        if !idle.isEmpty { findings.append(neverAsked(idle)) }
        return DoctorCheck(id, title, note: note, findings)
    }

    static func count(_ algorithms: Int) -> String {
        "\(algorithms) algorithm\(algorithms == 1 ? "" : "s")"
    }

    private func neverAsked(_ names: [String]) -> Finding {
        // An algorithm that the corpus doesn't have may be right; one that it has would pass unasked.
        let isClaim = corpus.vectors.contains { vector in
            vector.features.contains { $0.name.hasPrefix("algorithm:") && names.contains($0.name) }
        }
        return Finding(
            isClaim ? .mustFix : .advice,
            "No vector fits \(names.joined(separator: ", ")) together with the other capabilities.",
            change: "Check whether a capability is missing that these need: a kind of key, a content, a serialization."
        )
    }

    /// What a verdict says about the adapter; `nil` if it's as it should be.
    private func finding(_ vector: Vector, of feature: Feature, _ records: [String: CaseRecord]) -> [Finding] {
        guard let record = records[vector.id] else { return [] }
        guard let diagnosis = record.isTimeless ? Verdict.timeless : record.verdict.diagnosis(of: feature) else {
            return []
        }
        let isKnown = known?.lists(record, of: .verify) == true
        return [
            Finding(
                isKnown ? .known : diagnosis.severity,
                "\(diagnosis.what): \(vector.id), \(vector.summary).",
                sent: Exchange.text(AdapterRequest(verifying: vector.question)),
                came: [record.answer?.description, record.detail].compactMap(\.self).joined(separator: "; "),
                change: isKnown ? "Nothing: the baseline lists this." : diagnosis.change
            )
        ]
    }
}

extension CaseRecord {
    /// Whether it was skipped only because it needs the one member of the policy that is asked without being declared.
    fileprivate var isTimeless: Bool { feature == "\(Feature.policy(.now))" }
}

extension Verdict {
    /// What a verdict on a sample means for the adapter.
    fileprivate struct Diagnosis {
        let severity: Finding.Severity
        let what: String
        let change: String
    }

    /// See ``CaseRecord/isTimeless``.
    fileprivate static let timeless = Diagnosis(
        severity: .advice,
        what: "With the system's clock, times are never compared",
        change: "If policy has now, let the library check times by its own clock: the token was made for it. A "
            + "library that never checks times leaves claims out of contents, or ignores this finding."
    )

    fileprivate func diagnosis(of feature: Feature) -> Diagnosis? {
        let orUndeclared = "If the library can't do it, take \(feature) out of the capabilities."
        let libraries =
            "If the library itself does this, leave the adapter as it is: list it with `jwt-assay run --write-baseline "
            + "FILE`, and give doctor the --baseline."
        switch self {
        // Verdicts about signers don't occur here.
        case .pass, .recorded, .notRun, .unsafe, .wrongToken: return nil
        case .forgery, .weakKey, .misuse, .respelling, .bypass, .nonconformance, .lenient:
            return Diagnosis(
                severity: .mustFix,
                what: "\(feature): it accepts a token that must be rejected",
                change: "Check that the library gets the key and the policy, and that its own answer is the "
                    + "reply. \(libraries)"
            )
        case .wrongPayload:
            return Diagnosis(
                severity: .mustFix,
                what: "\(feature): it accepts a token with another payload than the token's",
                change: "Reply with the octets that the library returns, or its claims as JSON, in base64url."
            )
        case .overStrict:
            return Diagnosis(
                severity: .mustFix,
                what: "\(feature): it rejects a valid token",
                change:
                    "Pass key, algorithms and policy as the library's documentation says; don't check what the policy "
                    + "doesn't name. \(orUndeclared)"
            )
        case .error:
            return Diagnosis(
                severity: .mustFix,
                what: "\(feature): a valid token ends in an exception",
                change: "`detail` says what went wrong in the adapter. \(orUndeclared)"
            )
        case .unclean:
            return Diagnosis(
                severity: .advice,
                what: "\(feature): an invalid token ends in error instead of reject",
                change: "Reply reject for every exception by which the library rejects a token. \(libraries)"
            )
        case .crash, .hang, .protocolViolation:
            return Diagnosis(
                severity: .mustFix,
                what: "\(feature): no reply",
                change: "Answer each message with one line. \(libraries)"
            )
        case .flaky:
            return Diagnosis(
                severity: .mustFix,
                what: "\(feature): the same question gets two different answers",
                change: "Keep no state from one question to the next."
            )
        case .brokenClaim:
            return Diagnosis(
                severity: .mustFix,
                what: "\(feature) is declared, but answered unsupported",
                change: "Support it, or take it out of the capabilities. `feature` must be one that the question needs."
            )
        case .skipped:
            return Diagnosis(
                severity: .advice,
                what: "\(feature): a question is answered unsupported with an unknown feature",
                change:
                    "Spell the feature as the suite does: a kind, a colon and a name."
            )
        }
    }
}
