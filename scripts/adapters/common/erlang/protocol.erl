%% Adapter protocol 1 for adapters in Erlang: a JSON object a line in, a JSON object a line out, until the input ends.
%%
%% An adapter is a module with the callbacks below; it calls serve/1. A request is the message as a map. What the
%% description doesn't declare of a policy is answered here and never reaches the adapter.
-module(protocol).
-export([serve/1, octets/1, algorithms/1]).

-type request() :: #{binary() => term()}.

%% The members `implementation` and `capabilities` of the answer to hello.
-callback description() -> #{implementation := map(), capabilities := map()}.
%% What the request asks of a token, as a function from the token to its payload; the key is prepared once, here,
%% and kept for a sequence.
%% Throws {unsupported, Feature} for what the library can't do, and {refused, Reason} where it refuses by a value.
-callback verifier(request()) -> fun((binary()) -> binary()).
%% A token with the request's header and payload.
-callback sign(request()) -> binary().
%% Whether an exception is the library's own way to refuse; every other is an error, which is a finding.
-callback is_refusal(Class :: atom(), Reason :: term()) -> boolean().

%% Answers messages until the input ends.
-spec serve(module()) -> no_return().
serve(Adapter) ->
    ok = io:setopts(standard_io, [binary, {encoding, latin1}]), % octets, in and out
    loop(Adapter).

loop(Adapter) ->
    case file:read_line(standard_io) of
        eof ->
            init:stop();
        {ok, Line} ->
            #{<<"id">> := Id} = Message = decoded(Line),
            %% What a library says need not be UTF-8.
            Reply = encoded((reply(Adapter, Message))#{id => Id}),
            ok = file:write(standard_io, [Reply, $\n]),
            loop(Adapter)
    end.

%% Erlang has JSON of its own from OTP 27 on.
decoded(Line) ->
    case code:ensure_loaded(json) of
        {module, json} -> json:decode(Line);
        _ -> jiffy:decode(Line, [return_maps])
    end.

encoded(Reply) ->
    case code:ensure_loaded(json) of
        {module, json} -> json:encode(Reply);
        _ -> jiffy:encode(Reply, [force_utf8])
    end.

reply(Adapter, Message) ->
    try
        answer(Adapter, Message)
    catch
        throw:{unsupported, Feature} -> #{outcome => unsupported, feature => Feature};
        throw:{refused, Reason} -> #{outcome => reject, detail => text(Reason)};
        Class:Reason ->
            Outcome = case Adapter:is_refusal(Class, Reason) of true -> reject; false -> error end,
            #{outcome => Outcome, detail => text({Class, Reason})}
    end.

answer(Adapter, #{<<"op">> := <<"hello">>}) ->
    #{implementation := Implementation, capabilities := Capabilities} = Description = Adapter:description(),
    Runtime = text_of(["Erlang/OTP ", erlang:system_info(otp_release)]),
    Description#{
        protocol => 1,
        implementation => Implementation#{language => <<"Erlang">>, runtime => Runtime},
        capabilities => Capabilities#{sequences => true}
    };
answer(Adapter, #{<<"op">> := <<"verify">>} = Request) ->
    refuse_undeclared(Adapter, Request),
    Token = case Request of #{<<"token">> := Text} -> Text; #{<<"tokenOctets">> := Octets} -> octets(Octets) end,
    Payload = (verifier_of(Adapter, Request))(Token),
    #{outcome => accept, payload => base64url(Payload)};
answer(Adapter, #{<<"op">> := <<"sign">>} = Request) ->
    #{outcome => ok, token => Adapter:sign(Request)};
answer(Adapter, #{<<"op">> := <<"bench">>, <<"tokens">> := Tokens, <<"iterations">> := Iterations} = Request) ->
    refuse_undeclared(Adapter, Request),
    Verify = Adapter:verifier(Request),
    lists:foreach(Verify, Tokens), % nothing is timed that isn't accepted
    Start = erlang:monotonic_time(nanosecond),
    repeat(Verify, Tokens, Tokens, Iterations),
    #{outcome => ok, iterations => Iterations, elapsedNanoseconds => erlang:monotonic_time(nanosecond) - Start};
answer(_, #{<<"op">> := Operation}) ->
    throw({unsupported, <<"operation:", Operation/binary>>}).

%% What verifies the request's token: in a sequence what was there already, if it was asked the same of another. The
%% last hundred stand in the process dictionary, with all that was asked but the token.
verifier_of(Adapter, #{<<"sequence">> := _} = Request) ->
    Question = maps:without([<<"id">>, <<"token">>, <<"tokenOctets">>], Request),
    Kept = case get(kept) of undefined -> []; Verifiers -> Verifiers end,
    case lists:keyfind(Question, 1, Kept) of
        {Question, Known} ->
            Known;
        false ->
            Verifier = Adapter:verifier(Request),
            put(kept, lists:sublist([{Question, Verifier} | Kept], 100)),
            Verifier
    end;
verifier_of(Adapter, Request) ->
    Adapter:verifier(Request).

repeat(_, _, _, 0) -> ok;
repeat(Verify, Tokens, [], Left) -> repeat(Verify, Tokens, Tokens, Left);
repeat(Verify, Tokens, [Token | Rest], Left) -> Verify(Token), repeat(Verify, Tokens, Rest, Left - 1).

refuse_undeclared(Adapter, #{<<"policy">> := Policy} = Request) ->
    #{capabilities := #{policy := Declared}} = Adapter:description(),
    Unpinned = [<<"unpinned">> || algorithms(Request) =:= default],
    case [Member || Member <- maps:keys(Policy) ++ Unpinned, not lists:member(Member, Declared)] of
        [] -> ok;
        [Member | _] -> throw({unsupported, <<"policy:", Member/binary>>})
    end.

%% The algorithms that are allowed, or `default` for what the library does when it isn't told.
-spec algorithms(request()) -> [binary()] | default.
algorithms(#{<<"policy">> := #{<<"algorithms">> := <<"default">>}}) -> default;
algorithms(#{<<"policy">> := #{<<"algorithms">> := Names}}) -> Names.

%% Octets of a message, which are base64url there; this suite's own, never the token's.
-spec octets(binary()) -> binary().
octets(Text) ->
    Padding = lists:nth(byte_size(Text) rem 4 + 1, [<<>>, <<"===">>, <<"==">>, <<"=">>]),
    base64:decode(<<(<< <<(case C of $- -> $+; $_ -> $/; _ -> C end)>> || <<C>> <= Text >>)/binary, Padding/binary>>).

base64url(Octets) ->
    << <<(case C of $+ -> $-; $/ -> $_; _ -> C end)>> || <<C>> <= base64:encode(Octets), C =/= $= >>.

%% A term in words, not too many of them.
text(Term) -> text_of(io_lib:format("~0tP", [Term, 30])).

text_of(Characters) -> unicode:characters_to_binary(Characters).
