import ReportKit
import Statistics

extension ReportTables {
    static func costs(_ document: BenchmarkDocument, price: Double) -> Table {
        var table = Table(
            "Cost of a million",
            [
                .left("algorithm"), .left("key"), .right("signing, CPU s"), .right("verifying, CPU s"),
                .right("verifying, money"),
            ]
        )
        for costs in Costs.all(document) where costs.verifyNanoseconds != nil {
            table.rows.append([
                costs.algorithm, costs.key,
                costs.signNanoseconds.map { Quantity.fixed($0 / 1_000, decimals: 2) } ?? "",
                costs.processorSecondsPerMillion.map { Quantity.fixed($0, decimals: 2) } ?? "",
                costs.moneyPerMillion(price: price).map { Quantity.fixed($0, decimals: 6) } ?? "",
            ])
        }
        table.notes = ["Cost: at \(price) per CPU-hour (--price)."]
        return table
    }

    /// Those that are most chosen between, if more were measured than a table of pairs can show.
    private static let often: Set<String> = ["RS256", "PS256", "ES256", "EdDSA"]

    static func breakEven(_ document: BenchmarkDocument) -> Table {
        var table = Table(
            "Break-even",
            [.left("cheaper from"), .right("verifications of a token on"), .left("than")]
        )
        var costs = Costs.all(document).filter { $0.signNanoseconds != nil && $0.verifyNanoseconds != nil }
        if costs.count > 6 { costs = costs.filter { often.contains($0.algorithm) } }
        for (index, one) in costs.enumerated() {
            for other in costs[(index + 1)...] {
                guard let even = BreakEven(one, other) else { continue }
                table.rows.append([even.verifier, Quantity.fixed(even.verifications, decimals: 1), even.signer])
            }
        }
        table.notes = [
            "With this many verifications per signature, both cost the same. In pairs not listed, one is cheaper at both."
        ]
        return table
    }

    static func sizes(_ document: BenchmarkDocument) -> Table {
        var table = Table(
            "Size on the wire",
            [
                .left("algorithm"), .left("key"), .left("tokens"), .right("claims"), .right("signature"),
                .right("token"), .right("header line"), .right("claims in 4,096"), .right("claims in 8,192"),
                .left("beyond"),
            ]
        )
        table.rows = document.sizes.map { size in
            [
                size.algorithm, size.key, size.tokenClass.rawValue, Quantity.grouped(Double(size.claimsOctets)),
                Quantity.grouped(Double(size.signatureOctets)), Quantity.grouped(Double(size.tokenOctets)),
                Quantity.grouped(Double(size.headerOctets)), Quantity.grouped(Double(size.claimsIn4096)),
                Quantity.grouped(Double(size.claimsIn8192)),
                size.exceededLimits.map { Quantity.grouped(Double($0)) }.joined(separator: ", "),
            ]
        }
        table.notes = [
            "Octets. header line: Authorization: Bearer, the token and the line's end. claims in: how many octets of claims",
            "such a line has room for. 4,096 and 8,192 octets are limits that servers and proxies have.",
        ]
        return table
    }

    static func instructions(_ document: BenchmarkDocument) -> Table {
        var table = Table(
            "Instructions per operation",
            [
                .left("algorithm"), .left("key"), .left("operation"), .right("all"), .right("bare operation"),
                .right("added"),
            ]
        )
        table.rows = document.instructions.map { count in
            [
                count.scenario.algorithm, count.scenario.key, count.scenario.operation.rawValue,
                Quantity.grouped(count.candidate), Quantity.grouped(count.floor), Quantity.grouped(count.added),
            ]
        }
        table.notes = [
            "Counted by callgrind. Its processor lacks SHA-NI and AVX-512, so libcrypto runs other code",
            "than on the real one: compare only what is added to the bare operation.",
        ]
        return table
    }

    static func shares(_ document: BenchmarkDocument) -> Table {
        let names = document.shares.first?.parts.map(\.name) ?? []
        var table = Table(
            "Where a verification's time goes",
            [.left("algorithm"), .left("key"), .right("ns")] + names.map { .right($0) } + [.right("rest")]
        )
        table.rows = document.shares.map { result in
            [result.scenario.algorithm, result.scenario.key, Quantity.grouped(result.wholeNanoseconds)]
                + result.parts.map { part in
                    "\(Quantity.grouped(part.nanoseconds)) (\(Quantity.percent(part.share.median)))"
                } + [Quantity.percent(result.rest)]
        }
        table.notes = [
            "ns per token, and the share of the whole. Each part is measured on its own, next to the whole. rest is",
            "what the parts don't account for; it is negative if the whole costs less than the parts.",
        ]
        return table
    }
}
