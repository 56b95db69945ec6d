"""The scenario that the lecturer of the journey writes: invented, five scenes, one value, one condition."""

TITLE = "At the bridge"
SUMMARY = "At night a woman and a child come over the bridge."
GATE, ROOM = "The end of the shift", "The quiet room"
HELPED, LATE, SENT_BACK = "She was heard", "A day was lost", "Sent back"
GATE_SITUATION = "A woman and a child stand in the rain. She says nothing."
# Where the network goes away in the middle of the sentence.
ROOM_SITUATION = ("The two of them sit in the quiet room.", " The child is asleep.")
LISTEN, WAIT, REFUSE = "Bring both inside and ask quietly.", "Let them wait outside.", "Send them back."
RECORD, CLOSE = "Write down what she asks for.", "Write that she asks for nothing."
LISTEN_THEN = "She says that armed men look for her."
WAIT_THEN = "An hour later they are brought in, wet and silent."
REFUSE_THEN = "Nobody has asked why they came."
RECORD_THEN = "The request goes to the asylum authority tonight."
CLOSE_THEN = "The next shift has to begin again."
HELPED_TEXT = "The authority hears her in the morning."
LATE_TEXT = "The request is found a day later."
SENT_BACK_TEXT = "The risk that she fled from waits there."

RU = {
    TITLE: "У моста",
    SUMMARY: "Ночью по мосту приходят женщина и ребёнок.",
    GATE: "Конец смены",
    GATE_SITUATION: "Женщина и ребёнок стоят под дождём. Она молчит.",
    LISTEN: "Пригласить обоих внутрь и спокойно расспросить.",
    LISTEN_THEN: "Она говорит, что её ищут вооружённые люди.",
    WAIT: "Оставить их ждать снаружи.",
    WAIT_THEN: "Через час их приводят, промокших и молчаливых.",
    REFUSE: "Отправить их обратно.",
    REFUSE_THEN: "Никто не спросил, почему они пришли.",
    ROOM: "Тихая комната",
    "".join(ROOM_SITUATION): "Они вдвоём сидят в тихой комнате. Ребёнок спит.",
    RECORD: "Записать, о чём она просит.",
    RECORD_THEN: "Ходатайство сегодня же уходит в орган по вопросам убежища.",
    CLOSE: "Записать, что она ни о чём не просит.",
    CLOSE_THEN: "Следующей смене придётся начинать заново.",
    HELPED: "Её выслушали",
    HELPED_TEXT: "Утром её выслушает уполномоченный орган.",
    LATE: "День потерян",
    LATE_TEXT: "Ходатайство находят через день.",
    SENT_BACK: "Отправлены обратно",
    SENT_BACK_TEXT: "Там их ждёт опасность, от которой они бежали.",
}
DARI = {
    TITLE: "کنار پل",
    SUMMARY: "شب‌هنگام زنی با یک کودک از پل می‌آید.",
    GATE: "پایان نوبت کاری",
    GATE_SITUATION: "زنی با یک کودک زیر باران ایستاده است. او چیزی نمی‌گوید.",
    LISTEN: "هر دو را به داخل بیاورید و آرام بپرسید.",
    LISTEN_THEN: "او می‌گوید که مردان مسلح در جستجوی او هستند.",
    WAIT: "بگذارید بیرون منتظر بمانند.",
    WAIT_THEN: "یک ساعت بعد آن‌ها را تر و خاموش به داخل می‌آورند.",
    REFUSE: "آن‌ها را پس بفرستید.",
    REFUSE_THEN: "هیچ‌کس نپرسید که چرا آمده‌اند.",
    ROOM: "اتاق آرام",
    "".join(ROOM_SITUATION): "هر دو در اتاق آرام نشسته‌اند. کودک خواب است.",
    RECORD: "آنچه را او درخواست می‌کند بنویسید.",
    RECORD_THEN: "درخواست همین امشب به اداره پناهندگی فرستاده می‌شود.",
    CLOSE: "بنویسید که او چیزی درخواست نکرده است.",
    CLOSE_THEN: "نوبت بعدی باید از نو آغاز کند.",
    HELPED: "سخن او شنیده شد",
    HELPED_TEXT: "صبح، اداره پناهندگی سخنان او را می‌شنود.",
    LATE: "یک روز از دست رفت",
    LATE_TEXT: "درخواست یک روز بعد پیدا می‌شود.",
    SENT_BACK: "پس فرستاده شدند",
    SENT_BACK_TEXT: "خطری که از آن گریخته بودند آنجا در انتظارشان است.",
}
# What the second version says in place of RECORD.
RECORD_AGAIN = {"en": "Register the claim, word for word.", "ru": "Зарегистрировать просьбу дословно."}
