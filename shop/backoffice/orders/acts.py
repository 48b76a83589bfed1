"""What can be done with an order. Each act has a permission of its own and calls one service."""

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounting import money
from shop.backoffice.acts import Act, PlainAct
from shop.backoffice.fields import ReasonForm
from shop.backoffice.orders.buttons import cancel_permission, credits_for
from shop.backoffice.orders.forms import ConfirmForm, CreditForm, HandOverForm, RefundForm, RestockForm, ShownForm
from shop.orders import services as orders
from shop.orders.models import Order
from shop.payments import gateway_desk, on_hand_over
from shop.payments import services as payments
from shop.payments.models import Payment, Receivable


class OrderAct(Act):
    model = Order

    def get_queryset(self):
        return Order.objects.select_related("receivable")

    def get_parents(self):
        return ((reverse("orders_admin:index"), _("Orders")), (self.back(), self.order.number))

    @property
    def order(self) -> Order:
        return self.object

    def back(self) -> str:
        return reverse("orders_admin:inspect", args=[self.order.pk])

    def get_context_data(self, **kwargs):
        return super().get_context_data(order=self.order, **kwargs)


class Pack(PlainAct, OrderAct):
    permission = "orders.pack_order"

    def act(self, facts):
        orders.pack(order=self.order, **self.actor)
        return _("Order %(number)s is being packed.") % {"number": self.order.number}


class Accept(PlainAct, OrderAct):
    """The buyer pays when the goods are handed over, and the shop agrees."""

    permission = "orders.accept_order"

    def act(self, facts):
        on_hand_over.accept(order=self.order, **self.actor)
        return _("Order %(number)s is accepted: it can be packed.") % {"number": self.order.number}


class AskForTransfer(OrderAct):
    permission = "orders.accept_order"
    form_class = ReasonForm
    page_title = gettext_lazy("Ask for a transfer")
    question = gettext_lazy("No cash for this order: it waits for a transfer. Tell the buyer by WhatsApp.")
    button = gettext_lazy("Ask for a transfer")

    def act(self, facts):
        on_hand_over.ask_for_transfer(order=self.order, reason=facts["reason"], **self.actor)
        return _("Order %(number)s waits for a transfer.") % {"number": self.order.number}


class HandOver(OrderAct):
    permission = "orders.handover_order"
    form_class = HandOverForm
    page_title = gettext_lazy("Hand over")
    question = gettext_lazy(
        "Have the goods really reached the buyer? Stock and sale are booked, and this cannot be taken back."
    )
    button = gettext_lazy("Hand over")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {
            "cash_due": self.order.cash_due,
            "may_take": self.request.user.has_perm("payments.confirm_payment"),
            "received": self.order.method == Order.Method.PICKUP,
        }

    def act(self, facts):
        received = facts.get("cash_received", False)
        on_hand_over.hand_over(order=self.order, cash_received=received, shown=facts["shown"], **self.actor)
        return _("Order %(number)s is handed over.") % {"number": self.order.number}


class HandIn(PlainAct, OrderAct):
    """The rider has brought the cash."""

    permission = "payments.confirm_payment"
    form_class = ShownForm

    def act(self, facts):
        on_hand_over.hand_in(order=self.order, shown=facts["shown"], **self.actor)
        return _("The cash of order %(number)s is in the drawer.") % {"number": self.order.number}


class Refuse(OrderAct):
    form_class = ReasonForm
    page_title = gettext_lazy("Refused at the door")
    question = gettext_lazy("All goods are back in the shop: they go on the shelf again, and the sale is taken back.")
    button = gettext_lazy("The goods are back")
    danger = True

    def get_permission(self):
        gone = self.order.state == Order.State.COMPLETED
        return "orders.bringback_order" if gone else cancel_permission(self.order.receivable)

    def act(self, facts):
        on_hand_over.refuse(order=self.order, reason=facts["reason"], **self.actor)
        return _("The goods of order %(number)s are on the shelf again.") % {"number": self.order.number}


class Restock(OrderAct):
    """Money is another matter: a buyer may keep the goods, or bring back what cannot be sold again."""

    permission = "stock.adjust_stocklevel"
    form_class = RestockForm
    page_title = gettext_lazy("Goods came back")
    question = gettext_lazy("Only what can be sold again goes back on the shelf. Money is returned by its own button.")
    button = gettext_lazy("Put on the shelf")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"lines": list(self.order.lines.all())}

    def act(self, facts):
        orders.restock(
            order=self.order,
            units=facts["units"],
            reason=facts["reason"],
            key=f"restock:{facts['key']}",
            **self.actor,
        )
        return _("The goods of order %(number)s are on the shelf again.") % {"number": self.order.number}


class Cancel(OrderAct):
    form_class = ReasonForm
    page_title = gettext_lazy("Cancel order")
    button = gettext_lazy("Cancel this order")
    danger = True

    def get_permission(self):
        return cancel_permission(self.order.receivable)

    def get_question(self):
        if paid := self.order.receivable.paid:
            return _("The goods are free again, and %(amount)s are owed to the buyer.") % {"amount": money.format(paid)}
        return _("The goods are free again. The buyer sees that the order is cancelled.")

    @transaction.atomic
    def act(self, facts):
        """Looks again behind the lock: money may have come in since the page was opened."""
        order = Order.objects.select_for_update().get(pk=self.order.pk)
        owed = Receivable.objects.get(pk=order.pk)
        if not self.request.user.has_perm(cancel_permission(owed)):
            raise orders.StateChanged(order)
        payments.cancel(order=order, reason=facts["reason"], **self.actor)
        return _("Order %(number)s is cancelled.") % {"number": order.number}


class Confirm(OrderAct):
    """Without a bank line: the owner vouches for the money and says why."""

    permission = "payments.confirm_payment"
    form_class = ConfirmForm
    page_title = gettext_lazy("Confirm payment")
    question = gettext_lazy("Only when you have seen the money in your account. A photo of a transfer is no money.")
    button = gettext_lazy("Confirm payment")

    def get_initial(self):
        return {"amount": self.order.receivable.open}

    def get_form_kwargs(self):
        ended = self.order.state_at(timezone.now()) == Order.State.EXPIRED
        return super().get_form_kwargs() | {"ended": ended}

    def act(self, facts):
        payments.confirm(
            order=self.order,
            amount=facts["amount"],
            account=facts["account"],
            way=Payment.Way(facts["way"] or Payment.Way.TRANSFER),
            key=f"owner:{facts['key']}",
            reason=facts["reason"],
            revive=facts.get("revive", False),
            **self.actor,
        )
        return _("%(amount)s confirmed for order %(number)s.") % {
            "amount": money.format(facts["amount"]),
            "number": self.order.number,
        }


class Waive(PlainAct, OrderAct):
    """A few rupiah are missing, and the buyer is let off."""

    permission = "payments.make_explanation"

    def act(self, facts):
        payment = payments.waive(order=self.order, **self.actor)
        told = {"amount": money.format(payment.amount), "number": self.order.number}
        return _("%(amount)s of order %(number)s are let off.") % told


class UseCredit(OrderAct):
    permission = "payments.make_explanation"
    form_class = CreditForm
    page_title = gettext_lazy("Pay with credit")
    question = gettext_lazy("Money that this buyer has paid too much on another order.")
    button = gettext_lazy("Use the credit")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"sources": list(credits_for(self.order))}

    def act(self, facts):
        source = Receivable.objects.select_related("order").get(pk=facts["source"])
        left = Receivable.objects.get(pk=self.order.pk).open
        payment = payments.confirm(
            order=self.order,
            amount=min(left, source.credit - source.refunded),
            way=Payment.Way.CREDIT,
            credit_of=source.order,
            reason=_("Credit of order %(number)s") % {"number": source.order.number},
            key=f"credit:{facts['key']}",
            **self.actor,
        )
        told = {"amount": money.format(payment.amount), "number": self.order.number}
        return _("%(amount)s confirmed for order %(number)s.") % told


class Refund(OrderAct):
    permission = "payments.make_refund"
    form_class = RefundForm
    page_title = gettext_lazy("Return money")
    question = gettext_lazy("Transfer the money to the buyer first, then write it down here.")
    button = gettext_lazy("Money is returned")

    def get_initial(self):
        return {"amount": payments.owed_back(self.order.receivable, self.order) or None}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"by_service": gateway_desk.held_for(self.order) > 0}

    def act(self, facts):
        self._refund(facts, {"reason": facts["reason"], "key": f"refund:{facts['key']}"} | self.actor)
        return _("%(amount)s returned for order %(number)s.") % {
            "amount": money.format(facts["amount"]),
            "number": self.order.number,
        }

    def _refund(self, facts, act):
        if through := facts.get("through"):
            gateway_desk.refund(order=self.order, amount=facts["amount"], done=through == "done", **act)
        else:
            where = {"account": facts["account"], "destination": facts["destination"]}
            payments.refund(order=self.order, amount=facts["amount"], **where, **act)


class UndoPayment(OrderAct):
    """`pk` is the order, `payment` the confirmation that was wrong."""

    permission = "payments.undo_payment"
    form_class = ReasonForm
    page_title = gettext_lazy("Take confirmation back")
    button = gettext_lazy("Take it back")
    danger = True

    @cached_property
    def payment(self) -> Payment:
        return get_object_or_404(Payment, pk=self.kwargs["payment"], order=self.order, amount__gt=0)

    def get_question(self):
        text = (
            _("%(amount)s of order %(number)s are due in cash again.")
            if self.order.cash_due
            else _("%(amount)s are taken off order %(number)s, which then waits for payment again.")
        )
        return text % {"amount": money.format(self.payment.amount), "number": self.order.number}

    def act(self, facts):
        payments.undo(payment=self.payment, reason=facts["reason"], **self.actor)
        told = (
            _("The confirmation is taken back: the money of order %(number)s is due again.")
            if self.order.cash_due
            else _("The confirmation is taken back: order %(number)s waits for payment.")
        )
        return told % {"number": self.order.number}
