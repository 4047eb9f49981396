"""Renders the site of Django in a folder, by Django, into another folder: python render.py SITES OUT

Tags and filters of packages that such a site has besides are played here, and show what they are given.
"""

import json
import random
import sys
import types
from datetime import datetime
from pathlib import Path

import django
from django import template
from django.conf import settings
from django.http import HttpResponse
from django.template import defaulttags, engines
from django.template.base import TextNode
from django.urls import include, path


def library(name, tags=(), filters=()):
    """A library of template tags that show what they are given."""
    register = template.Library()
    for tag in tags:
        register.tag(tag, lambda parser, token: TextNode(f"[{token.contents}]"))
    for one in filters:
        register.filter(one, lambda value, one=one: f"{value}|{one}")
    sys.modules[name] = types.ModuleType(name)
    sys.modules[name].register = register


def addresses():
    """The addresses of the site, none of which shows anything."""

    def nothing(request, **arguments):
        return HttpResponse()

    shop = [path("category/<slug>", nothing, name="category"), path("add/<int:key>", nothing, name="add")]
    names = ["home", "search", "login", "password_reset"]
    urls = types.ModuleType("urls")
    urls.urlpatterns = [path(name, nothing, name=name) for name in names]
    urls.urlpatterns.append(path("shop/", include((shop, "shop"))))
    sys.modules["urls"] = urls


class Clock:
    """A clock that stands still."""

    @staticmethod
    def now(tz=None):
        return datetime(2024, 6, 1, 12, tzinfo=tz)


def main(sites, out):
    root = sites / "django" / "templates"
    library("shop_tags", tags=["product_card"])
    library("widget_tweaks", tags=["render_field"])
    library("crispy_forms_tags", filters=["crispy"])
    addresses()
    defaulttags.datetime = Clock
    libraries = {name: name for name in ["shop_tags", "widget_tweaks", "crispy_forms_tags"]}
    backend = "django.template.backends.django.DjangoTemplates"
    settings.configure(
        INSTALLED_APPS=["django.contrib.humanize", "django.contrib.staticfiles"],
        ROOT_URLCONF="urls",
        STATIC_URL="/static/",
        TEMPLATES=[{"BACKEND": backend, "DIRS": [root], "OPTIONS": {"libraries": libraries}}],
    )
    django.setup()
    sample = json.loads(Path(__file__).with_name("sample.json").read_text(encoding="utf-8"))
    failures = 0
    for page in sorted(file for file in root.rglob("*") if file.is_file()):
        name = page.relative_to(root).as_posix()
        target = out / "django" / "templates" / name
        random.seed(1)
        try:
            text = engines["django"].get_template(name).render(sample)
        except Exception as error:  # Whatever a template fails with is to be shown, and the next one tried.
            print(f"django/templates/{name}: {error}", file=sys.stderr)
            failures += 1
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
