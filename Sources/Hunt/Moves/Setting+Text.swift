import JWTConformance

extension Setting {
    /// Edits segments, the token's text and its serialization.
    func editText(of specimen: inout Specimen, _ kind: Move.Kind, _ dice: inout Dice) {
        switch kind {
        case .respellHeaderSegment:
            let edit = Self.respelling(&dice, length: seed.segments.first?.count ?? 0)
            // Before or after the signature: the issuer's oddity, or a holder's.
            if dice.oneIn(2) { specimen.headerEdits.append(edit) } else { specimen.lateHeaderEdits.append(edit) }
        case .respellPayloadSegment:
            let edit = Self.respelling(&dice, length: seed.segments.dropFirst().first?.count ?? 0)
            if dice.oneIn(2) { specimen.payloadEdits.append(edit) } else { specimen.latePayloadEdits.append(edit) }
        case .respellSignatureSegment:
            specimen.signatureTextEdits.append(Self.respelling(&dice, length: seed.segments.last?.count ?? 0))
        case .editSegments: specimen.tokenEdits.append(segmentEdit(&dice))
        case .editToken: specimen.tokenEdits.append(Self.tokenEdit(&dice))
        case .flatten:
            specimen.form = .flattened
            if dice.oneIn(2) { specimen.content = .bytes }
        case .generalize:
            let entries: [Specimen.Entry] = [.own, .broken, .genuine, .own]
            specimen.form = .general((0..<dice.below(4)).map { _ in dice.pick(entries) })
            if dice.oneIn(2) { specimen.form = .general(dice.oneIn(2) ? [.own, .broken] : [.broken, .own]) }
            if !dice.oneIn(4) { specimen.content = .bytes }
        case .moveToUnprotected: moveToUnprotected(&specimen, &dice)
        case .addToSerialization:
            let names = ["payload", "protected", "signature", "header", "signatures", "recipients", "x", "alg"]
            let value = dice.oneIn(2) ? Self.oddValue(&dice) : dice.pick(["\"e30\"", "\"\"", "[]", "{}", "\"AA\""])
            specimen.extraMembers.append(.init(dice.pick(names), value))
            if specimen.form == .compact {
                specimen.form = .flattened
                specimen.content = .bytes
            }
        default: break
        }
    }

    private func moveToUnprotected(_ specimen: inout Specimen, _ dice: inout Dice) {
        guard case .object(var header) = specimen.header, !header.members.isEmpty else { return }
        let place = dice.below(header.members.count)
        specimen.unprotected.append(header.members[place])
        if !dice.oneIn(3) {
            header.members.remove(at: place)
            specimen.header = .object(header)
        } else if dice.oneIn(2) {
            let value = dice.pick(["\"HS256\"", "\"none\"", "\"x\"", "true", "[\"x\"]"])
            specimen.unprotected = [.init(dice.pick(["alg", "kid", "x", "crit", "b64", "typ", "jwk"]), value)]
        }
        if specimen.form == .compact { specimen.form = .flattened }
        specimen.content = .bytes
    }

    /// Another spelling of base64url, right or wrong.
    private static func respelling(_ dice: inout Dice, length: Int) -> TextEdit {
        let place = dice.below(length + 1)
        switch dice.below(14) {
        case 0: return .pad
        case 1: return .append(Array(dice.pick(["=", "==", "===", "====", "%3D"]).utf8))
        case 2: return .standardAlphabet
        case 3: return .insert([dice.pick([0x20, 0x0A, 0x0D, 0x09, 0x0B, 0x0C])], at: place)
        case 4: return .append([dice.pick([0x20, 0x0A, 0x0D, 0x09])])
        case 5: return .insert([dice.pick([0x20, 0x0A, 0x0D, 0x09])], at: 0)
        case 6: return .insert([0x0D, 0x0A], at: place)
        case 7: return .trailingBits(UInt8(1 + dice.below(15)))
        case 8:
            return .insert(
                Array(dice.pick(["!", "$", "*", "@", ":", "~", "\u{0}", "\u{E9}", "-", "_", "=", "\"", "\\"]).utf8),
                at: place
            )
        case 9: return .append(Array(dice.pick(["A", "AA", "AAA", "AAAA", "!", "\u{0}", "=A", "=AAA"]).utf8))
        case 10: return .insert(Array(dice.pick(["\u{200B}", "\u{FEFF}", "\u{2028}", "%20", "&#10;"]).utf8), at: place)
        case 11: return .dropLast(1 + dice.below(3))
        case 12: return .replace(at: place, with: [dice.pick([0x2B, 0x2F, 0x2E, 0x3D, 0x00, 0xFF])])
        default: return .append([0xFF])
        }
    }

    /// More or fewer segments.
    private func segmentEdit(_ dice: inout Dice) -> TextEdit {
        let signatureCount = (seed.segments.last?.count ?? 0) + 1
        let headerCount = (seed.segments.first?.count ?? 0) + 1
        switch dice.below(14) {
        case 0: return .insert([0x2E], at: 0)
        case 1: return .insert([0x2E], at: headerCount)
        case 2: return .dropLast(signatureCount)
        case 3: return .dropLast(signatureCount - 1)
        case 4: return .dropFirst(headerCount)
        case 5: return .dropFirst(headerCount - 1)
        case 6: return .append([0x2E] + (seed.segments.last ?? []))
        case 7: return .append([0x2E] + seed.token)
        case 8: return .twice
        case 9: return .clear
        default: return .append(Array(dice.pick([".", "..", ".e30", ".AA.AA"]).utf8))
        }
    }

    /// What may stand before or behind a token.
    private static func tokenEdit(_ dice: inout Dice) -> TextEdit {
        let around = [
            " ", "\n", "\t", "\r\n", "\u{0}", "\u{FEFF}", "Bearer ", "bearer ", "JWT ", "\"", "'", "<", "(", ",", ";",
            "%20",
            "\u{A0}", "x ", "\u{2028}", "=", "#", "{}",
        ]
        let text = Array(dice.pick(around).utf8)
        switch dice.below(3) {
        case 0: return .insert(text, at: 0)
        case 1: return .append(text)
        default: return .insert(text, at: dice.below(200))
        }
    }

    /// Edits the octets of the signature.
    func editSignature(of specimen: inout Specimen, _ kind: Move.Kind, _ dice: inout Dice) {
        let count = max(1, seed.signature.count)
        switch kind {
        case .editSignature:
            specimen.signatureEdits.append(
                dice.pick([
                    .flip(bit: dice.below(8)), .flip(bit: max(0, count * 8 - 1)),
                    .flip(bit: dice.below(max(1, count * 8))),
                    .flip(bit: dice.below(max(1, count * 8))), .zeros, .ones, .reversed, .swapHalves,
                ])
            )
        case .editSignatureIntegers:
            let integers: [SignatureEdit.Integer] = [.zero, .one, .order, .orderLessOne]
            switch dice.below(9) {
            case 0: specimen.signatureEdits.append(.first(dice.pick(integers)))
            case 1: specimen.signatureEdits.append(.second(dice.pick(integers)))
            case 2: specimen.signatureEdits += [.first(dice.pick(integers)), .second(dice.pick(integers))]
            case 3: specimen.signatureEdits.append(.addOrderToFirst)
            case 4, 5: specimen.signatureEdits.append(.addOrderToSecond)
            case 6: specimen.signatureEdits.append(.negateSecond)
            case 7: specimen.signatureEdits.append(.addModulus)
            default: specimen.signatureEdits.append(.der)
            }
        default:
            specimen.signatureEdits.append(
                dice.pick([
                    .prefix(0), .prefix(1), .prefix(4), .prefix(count / 2), .prefix(count - 1), .prefix(20),
                    .suffix(count - 1),
                    .suffix(count / 2), .prepend([0]), .prepend([0, 0]), .append([0]), .append([1]),
                    .append([0, 0, 0, 0]),
                    .dropZeros, .prefix(dice.below(count + 1)), .append([UInt8](repeating: 0, count: max(1, count))),
                    .der,
                    .prepend([1]), .prefix(32),
                ])
            )
        }
    }
}
