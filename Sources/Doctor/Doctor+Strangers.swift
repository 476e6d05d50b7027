import JWTAdapters
import JWTConformance

extension Doctor {
    private static let strangers: [String: JSONValue] = [
        "aMemberToCome": .object(["list": .array([.null, .number(0.5)])]), "another": .string("x"),
    ]

    /// Whether a later version of the protocol could add members and operations.
    func checkStrangers(
        _ patient: Case,
        _ verifier: Examinee,
        _ profile: ImplementationProfile
    ) async -> DoctorCheck {
        let findings =
            await strangersInHello(profile) + strangersInVerify(patient, verifier) + strangeOperation(verifier)
        return DoctorCheck("strangers", "unknown members and operations do no harm", findings)
    }

    private func strangersInHello(_ profile: ImplementationProfile) async -> [Finding] {
        var hello = AdapterRequest.hello
        hello.strangers = Self.strangers
        let session = AdapterSession(command: command, limits: limits, hello: hello, observing: transcript.note)
        let came: String
        do throws(VerifierFault) {
            let second = try await session.profile()
            session.conversation.hangUp(within: limits.grace)
            await session.ended()
            if second == profile { return [] }
            came = transcript.entries.last?.line ?? ""
        } catch {
            session.conversation.hangUp(within: limits.grace)
            await session.ended()
            came = error.text
        }
        return [
            Finding(
                .mustFix,
                "Unknown members in hello change its answer.",
                sent: Exchange.text(hello),
                came: came,
                change: "Ignore members that you don't know, in every message."
            )
        ]
    }

    private func strangersInVerify(_ patient: Case, _ verifier: Examinee) async -> [Finding] {
        let request = AdapterRequest(verifying: patient.plain)
        var changed = request
        changed.strangers = Self.strangers
        let plain = await verifier.exchange(request, within: patience)
        let other = await verifier.exchange(changed, within: patience)
        if let reply = plain.reply, other.reply?.judgement == reply.judgement { return [] }
        // What goes wrong without them isn't their doing, and found elsewhere.
        if plain.fault != nil { return [] }
        return [
            Finding(
                .mustFix,
                "Unknown members in verify change its answer.",
                sent: other.sent,
                came: other.came,
                change: "Ignore members that you don't know, in every message."
            )
        ]
    }

    private func strangeOperation(_ verifier: Examinee) async -> [Finding] {
        let exchange = await verifier.exchange(AdapterRequest(op: "an-operation-to-come"), within: patience)
        let expected = "operation:an-operation-to-come"
        guard exchange.reply?.outcome == "unsupported" else {
            return [
                Finding(
                    .mustFix,
                    "It doesn't answer unsupported to an unknown operation.",
                    sent: exchange.sent,
                    came: exchange.came,
                    change:
                        #"Answer {"id": …, "outcome": "unsupported", "feature": "operation:NAME"} to every unknown op, "#
                        + "not only to this one."
                )
            ]
        }
        guard exchange.reply?.feature != expected else { return [] }
        return [
            Finding(
                .advice,
                "It spells the feature of an unknown operation differently from the suite.",
                sent: exchange.sent,
                came: exchange.came,
                change: "Say \"feature\": \"\(expected)\"."
            )
        ]
    }
}
